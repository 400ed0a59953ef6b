package io.msagent.orchestrator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.orchestrator.Backends;
import io.msagent.orchestrator.doctor.Doctor;
import io.msagent.orchestrator.doctor.Finding;
import io.msagent.orchestrator.doctor.Subject;
import io.msagent.orchestrator.store.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;

/** Looks whether all is as it should be. */
@CommandLine.Command(
        name = "doctor",
        description = {
            "Looks at this machine, the state folder, the orchestrators and the registry, and says what to do.",
            "Works whether or not an orchestrator runs. With --consul it tries in that Consul what an orchestrator does there."
        },
        footer = {"  doctor", "  CONSUL_HTTP_TOKEN=... doctor --consul http://127.0.0.1:8500", "  doctor --json"},
        exitCodeList = {"0:nothing has failed", "1:something has failed", "2:wrong arguments"})
final class DoctorCommand extends Query {
    @CommandLine.Mixin
    private ConsulOptions consul = new ConsulOptions();

    @CommandLine.Option(
            names = "--registry-port",
            paramLabel = "PORT",
            defaultValue = "7917",
            description = "Port of the embedded registry (default: ${DEFAULT-VALUE}).")
    private int registryPort;

    @CommandLine.Option(
            names = "--admin-port",
            paramLabel = "PORT",
            defaultValue = "7918",
            description = "Port of the admin address (default: ${DEFAULT-VALUE}).")
    private int adminPort;

    @Override
    public Integer call() throws JsonProcessingException {
        port("--registry-port", registryPort);
        port("--admin-port", adminPort);
        RegistryAccess access = consul.access(this::wrong);
        List<Finding> findings = Doctor.examine(new Subject(
                state().folder(),
                Path.of(System.getProperty(WhereThingsAre.HOME, ".")),
                Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), ""),
                registryPort,
                adminPort,
                access,
                () -> Backends.find().connector()));
        boolean failed = findings.stream().anyMatch(Finding::failed);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ok", !failed);
        answer.put("checks", findings);
        if (!said(Json.MAPPER.writeValueAsString(answer))) {
            print(findings);
        }
        return failed ? 1 : 0;
    }

    private void port(String option, int port) {
        if (port < 0 || port > 65_535) {
            throw wrong(option, port, "a port, or 0");
        }
    }

    private void print(List<Finding> findings) {
        Paint paint = paint();
        int width = findings.stream().mapToInt(f -> f.check().length()).max().orElse(0);
        for (Finding finding : findings) {
            String level = switch (finding.level()) {
                case "ok" -> paint.good("ok  ");
                case "warn" -> paint.doubtful("warn");
                default -> paint.bad("fail");
            };
            out().println(level + "  " + finding.check()
                    + " ".repeat(width - finding.check().length()) + "  " + Printable.text(finding.detail())
                    + (finding.hint().isEmpty() ? "" : " (" + Printable.text(finding.hint()) + ")"));
        }
        out().flush();
    }
}
