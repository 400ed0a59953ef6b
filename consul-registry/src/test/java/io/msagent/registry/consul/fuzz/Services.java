package io.msagent.registry.consul.fuzz;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Requests that change services and checks. */
final class Services {
    // no two that differ in case alone: Consul's catalogue mixes them up
    static final List<String> IDS = List.of("w1", "w2", "w3", "größe-1", "a b", "x/y", "web");
    static final List<String> NAMES = List.of("web", "two", "WEB", "größe", "a b", "n/m");
    private static final List<String> CHECKS = List.of("own", "service:w1", "service:w2", "c/1", "ü");
    /** The one that runs out; nobody beats for it in time. */
    private static final String SHORT = "300ms";

    private final Pick pick;

    Services(Pick pick) {
        this.pick = pick;
    }

    Request next() {
        return switch (pick.below(10)) {
            case 0, 1, 2, 3 -> register();
            case 4 -> deregister();
            case 5 -> maintenance();
            case 6 -> update();
            default -> beat();
        };
    }

    Request register() {
        String query = pick.of("", "", "", "?replace-existing-checks=true", "?replace-existing-checks");
        return Request.put("/v1/agent/service/register" + query, definition().toString());
    }

    ObjectNode definition() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (pick.chance(85)) {
            json.put("ID", pick.of(IDS));
        }
        json.put(pick.of("Name", "name"), pick.of(NAMES));
        if (pick.chance(60)) {
            json.put("Address", pick.of("127.0.0.1", "10.1.2.3", "::1", "host.example", "", "1.2.3.999"));
        }
        if (pick.chance(60)) {
            json.put("Port", pick.below(65_536));
        }
        if (pick.chance(50)) {
            texts(json.putArray(pick.of("Tags", "tags")), "a", "b", "A", "ü €", "");
        }
        if (pick.chance(40)) {
            ObjectNode meta = json.putObject("Meta");
            for (int i = pick.below(4); i > 0; i--) {
                meta.put(pick.of("k", "K", "x-1", "consul-x", "y_2"), pick.of("", "ü€😀", "v", "<b>&\"\\"));
            }
        }
        if (pick.chance(15)) {
            json.putObject("Weights").put("Passing", pick.below(4)).put("Warning", pick.below(4));
        }
        if (pick.chance(15)) {
            json.put(pick.of("EnableTagOverride", "enable_tag_override"), pick.chance(50));
        }
        if (pick.chance(10)) {
            ObjectNode tagged = json.putObject(pick.of("TaggedAddresses", "tagged_addresses"));
            tagged.putObject(pick.of("lan", "wan", "v"))
                    .put(pick.of("Address", "address"), "127.0.0.9")
                    .put("Port", pick.below(100));
        }
        if (pick.chance(60)) {
            json.set("Check", check());
        }
        if (pick.chance(20)) {
            ArrayNode checks = json.putArray("Checks");
            for (int i = pick.below(3); i >= 0; i--) {
                checks.add(check());
            }
        }
        return json;
    }

    private ObjectNode check() {
        ObjectNode check = JsonNodeFactory.instance.objectNode();
        check.put("TTL", pick.chance(15) ? SHORT : pick.of("60s", "1h30m", "90.5s", "100000ms"));
        if (pick.chance(25)) {
            check.put("CheckID", pick.of(CHECKS));
        }
        if (pick.chance(50)) {
            check.put("Status", pick.of("passing", "warning", "critical", ""));
        }
        if (pick.chance(30)) {
            check.put("Name", pick.of("Own", "größe", ""));
        }
        if (pick.chance(30)) {
            check.put("Notes", pick.of("n", "ü\n", ""));
        }
        if (pick.chance(30)) {
            check.put(
                    pick.of("DeregisterCriticalServiceAfter", "deregister_critical_service_after"),
                    pick.of("90m", "2m", "0s", "1h"));
        }
        return check;
    }

    private Request deregister() {
        return Request.put("/v1/agent/service/deregister/" + Encoding.path(pick, pick.of(IDS)), "");
    }

    private Request maintenance() {
        String reason = pick.maybe(60, "&reason=" + Encoding.query(pick, pick.of("to rest", "ü€", "", "a+b&c=d")));
        return Request.put(
                "/v1/agent/service/maintenance/" + Encoding.path(pick, pick.of(IDS)) + "?enable="
                        + pick.of("true", "true", "false") + reason,
                "");
    }

    private Request beat() {
        String note =
                pick.maybe(60, "?note=" + Encoding.query(pick, pick.of("all is well", "ü€😀", "", "50 % & more")));
        return Request.put("/v1/agent/check/" + pick.of("pass", "warn", "fail") + "/" + checkId() + note, "");
    }

    private Request update() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Status", pick.of("passing", "warning", "critical", "critical", "well"));
        if (pick.chance(70)) {
            json.put("Output", pick.of("said so", "ü€😀\n", ""));
        }
        return Request.put("/v1/agent/check/update/" + checkId(), json.toString());
    }

    private String checkId() {
        return Encoding.path(pick, pick.chance(80) ? "service:" + pick.of(IDS) : pick.of(CHECKS));
    }

    private void texts(ArrayNode array, String... values) {
        for (int i = pick.below(4); i > 0; i--) {
            array.add(pick.of(values));
        }
    }
}
