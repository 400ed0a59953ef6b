package io.msagent.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.core.registry.InstanceTags;
import io.msagent.core.registry.Proof;
import io.msagent.core.registry.Registration;
import io.msagent.core.registry.Registry;
import io.msagent.core.token.ClusterToken;
import io.msagent.it.kit.Admin;
import io.msagent.it.kit.Orchestrator;
import io.msagent.registry.consul.real.ConsulNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What an orchestrator costs with so many services that nothing happens to, two instances each. {@code benchmarks/loop} runs
 * it.
 */
final class LoopCost {
    /** Consul takes 200 from one address unless told otherwise. */
    private static final String CONNECTIONS = "-hcl=limits { http_max_conns_per_client = 5000 }";

    private static final int EACH = 2;
    private static final Duration MEASURED = Duration.ofSeconds(30);
    private static final Duration SETTLE = Duration.ofSeconds(15);
    private static final Duration FOR_GOOD = Duration.ofHours(1);

    private LoopCost() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println(
                "| services | instances | CPU, % of a core | probes/s | MB | threads | status answered in, ms |");
        System.out.println("|---".repeat(7) + "|");
        for (String argument : arguments) {
            try (Beacon beacon = new Beacon()) {
                measure(Integer.parseInt(argument), beacon);
            }
        }
        System.exit(0);
    }

    private static void measure(int services, Beacon beacon) throws Exception {
        Path folder = Files.createTempDirectory("ms-agent-bench");
        try (ConsulNode consul = ConsulNode.server(folder.resolve("consul"), "-log-level=info", CONNECTIONS);
                Orchestrator orchestrator = Orchestrator.start(
                        folder.resolve("orchestrator"),
                        "--consul",
                        consul.address().toString());
                Registry registry = Stage.connect(orchestrator)) {
            Proof proof = new Proof(ClusterToken.of(orchestrator.token()));
            for (int i = 0; i < services * EACH; i++) {
                registry.register(proof.on(registration(i, services, beacon.port())), Instance.Status.PASSING);
            }
            Admin admin = Admin.of(orchestrator);
            Stage.await("all serve", () -> serving(admin) == services * EACH);
            Thread.sleep(SETTLE.toMillis());

            long asked = beacon.asked();
            ProcessHandle process = orchestrator.process().toHandle();
            Duration cpu = process.info().totalCpuDuration().orElseThrow();
            long begin = System.nanoTime();
            Thread.sleep(MEASURED.toMillis());
            double seconds = (System.nanoTime() - begin) / 1e9;
            cpu = process.info().totalCpuDuration().orElseThrow().minus(cpu);
            asked = beacon.asked() - asked;
            begin = System.nanoTime();
            admin.get("status");
            double status = (System.nanoTime() - begin) / 1e6;
            System.out.printf(
                    Locale.ROOT,
                    "| %,d | %,d | %.1f | %.0f | %d | %d | %.0f |%n",
                    services,
                    services * EACH,
                    100 * cpu.toNanos() / 1e9 / seconds,
                    asked / seconds,
                    number(process, "VmRSS:") / 1_024,
                    number(process, "Threads:"),
                    status);
        }
    }

    private static long serving(Admin admin) {
        long serving = 0;
        for (JsonNode instance : admin.get("status").get("instances")) {
            serving += instance.get("state").asText().equals("serving") ? 1 : 0;
        }
        return serving;
    }

    private static Registration registration(int i, int services, int port) {
        String service = "loop-" + i % services;
        return new Registration(
                service + "." + i,
                service,
                "127.0.0.1",
                port,
                InstanceTags.standard(),
                Map.of(
                        InstanceMeta.PROTOCOL, "1",
                        InstanceMeta.DIGEST, "00000000000000000000000000000000",
                        InstanceMeta.STATEFUL, "false",
                        InstanceMeta.HOST, "elsewhere",
                        InstanceMeta.PID, Integer.toString(i + 1)),
                FOR_GOOD,
                FOR_GOOD);
    }

    private static long number(ProcessHandle process, String name) throws Exception {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
