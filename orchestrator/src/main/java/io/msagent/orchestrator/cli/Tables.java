package io.msagent.orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Instant;

/** Services, instances, hosts and events as tables. */
final class Tables {
    private Tables() {}

    static void services(JsonNode services, PrintWriter out, Paint paint) {
        Table table = new Table(
                "SERVICE",
                "STATE",
                ">SERVING",
                ">DESIRED",
                ">BOUNDS",
                ">IDLE",
                ">UTIL",
                ">CALLS/S",
                ">P50",
                ">P99",
                "NOTE");
        for (JsonNode s : services) {
            table.row(
                    s.path("name").asText(),
                    s.path("state").asText(),
                    s.path("serving").asText(),
                    s.path("desired").asText(),
                    s.path("min").asText() + "-" + s.path("max").asText(),
                    Figures.idle(s.path("idle").asText()),
                    Figures.percent(s.path("utilisation")),
                    Figures.rate(s.path("callsPerSecond")),
                    Figures.micros(s.path("p50Micros")),
                    Figures.micros(s.path("p99Micros")),
                    note(s));
        }
        show(table, "(no service)", out, paint);
    }

    static void instances(JsonNode instances, PrintWriter out, Paint paint) {
        Table table = new Table(
                "SERVICE",
                "INSTANCE",
                "HOST",
                ">PID",
                "STATE",
                ">FOR",
                "ADDRESS",
                ">UTIL",
                ">BUSY",
                ">QUEUE",
                ">P99",
                ">PARTS",
                ">OPEN",
                "REASON");
        Instant now = Instant.now();
        for (JsonNode i : instances) {
            table.row(
                    i.path("service").asText(),
                    i.path("id").asText(),
                    i.path("host").asText(),
                    i.path("pid").asLong() == 0 ? "" : i.path("pid").asText(),
                    i.path("state").asText(),
                    Figures.since(i.path("since").asText(), now),
                    i.path("address").asText(),
                    Figures.percent(i.path("utilisation")),
                    i.path("capacity").isNumber()
                            ? i.path("running").asText() + "/"
                                    + i.path("capacity").asText()
                            : "",
                    Figures.number(i.path("queued")),
                    Figures.micros(i.path("p99Micros")),
                    Figures.number(i.path("stateful").path("partitions")),
                    Figures.number(i.path("stateful").path("open")),
                    i.path("reason").asText());
        }
        show(table, "(no instance)", out, paint);
    }

    static void hosts(JsonNode hosts, PrintWriter out, Paint paint) {
        Table table = new Table("HOST", ">CORES", ">MEMORY", ">FREE", ">INSTANCES", "SUPERVISOR", "NOTE");
        for (JsonNode h : hosts) {
            table.row(
                    h.path("name").asText(),
                    h.path("cores").asText(),
                    Figures.bytes(h.path("memoryTotal")),
                    Figures.bytes(h.path("memoryAvailable")),
                    h.path("instances").asText(),
                    h.path("supervisor").asText(),
                    h.path("draining").asBoolean() ? "draining" : "");
        }
        show(table, "(no host)", out, paint);
    }

    private static String note(JsonNode service) {
        String trouble = service.path("trouble").asText();
        return service.path("restarting").asBoolean()
                ? "restarting" + (trouble.isEmpty() ? "" : "; " + trouble)
                : trouble;
    }

    private static void show(Table table, String none, PrintWriter out, Paint paint) {
        if (table.isEmpty()) {
            out.println(none);
            return;
        }
        table.print(out, (title, cell) -> switch (title) {
            case "STATE" -> paint.state(cell);
            case "NOTE" -> cell.equals("-") ? cell : paint.doubtful(cell);
            default -> cell;
        });
    }
}
