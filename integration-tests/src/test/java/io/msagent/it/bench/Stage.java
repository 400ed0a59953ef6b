package io.msagent.it.bench;

import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryFactory;
import io.msagent.it.kit.Admin;
import io.msagent.it.kit.Orchestrator;
import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** An orchestrator and a caller of {@code kitchen.Timed}, in a folder that goes with them. */
final class Stage implements AutoCloseable {
    static final String SERVICE = "timed";
    private static final long LONGEST_NANOS = 180_000_000_000L;
    private static final long LOOK_MILLIS = 10;

    private final Path folder = Files.createTempDirectory("ms-agent-bench");
    private final Orchestrator orchestrator;
    private final Registry registry;
    private final Process caller;

    Stage(String... options) throws IOException {
        orchestrator = Orchestrator.start(folder.resolve("orchestrator"), options);
        registry = connect(orchestrator);
        caller = Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "kitchen.Timed")
                .agent(orchestrator.settings("timeout=2m", "fallback=none"))
                .start(folder.resolve("caller.out"), folder.resolve("caller.err"));
    }

    static Registry connect(Orchestrator orchestrator) {
        return ServiceLoader.load(RegistryFactory.class)
                .findFirst()
                .orElseThrow()
                .connect(RegistryAccess.of(URI.create(orchestrator.registry()), orchestrator.token()));
    }

    Admin admin() {
        return Admin.of(orchestrator);
    }

    Registry registry() {
        return registry;
    }

    void scale(String body) {
        admin().post("services/" + SERVICE + "/scale", body);
    }

    void tell(String line) throws IOException {
        caller.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        caller.getOutputStream().flush();
    }

    /** A call: begin, end, and its answer's words. */
    List<String[]> calls() throws IOException {
        String text = Files.readString(folder.resolve("caller.out"));
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> line.split(" "))
                .toList();
    }

    interface Condition {
        boolean met() throws IOException;
    }

    static void await(String what, Condition condition) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (!condition.met()) {
            if (System.nanoTime() - begin > LONGEST_NANOS) {
                throw new IllegalStateException("did not come: " + what);
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** As {@code kitchen.Timed} has it. */
    static double now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) / 1_000.0;
    }

    @Override
    public void close() throws IOException {
        caller.destroyForcibly().onExit().join();
        registry.close();
        orchestrator.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
