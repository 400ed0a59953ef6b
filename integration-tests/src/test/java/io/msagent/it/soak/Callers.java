package io.msagent.it.soak;

import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Processes of {@code kitchen.Storm}, each with numbers of its own. */
final class Callers implements AutoCloseable {
    private static final long NUMBERS_EACH = 1_000_000_000;

    private final Path folder;
    private final Path ledger;
    private final List<Process> processes = new ArrayList<>();

    Callers(Path folder) {
        this.folder = folder;
        ledger = folder.resolve("ledger");
    }

    void start(String... settings) {
        processes.add(Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "kitchen.Storm")
                .agent(settings)
                .jvm("-Dledger=" + ledger, "-Dstorm.from=" + processes.size() * NUMBERS_EACH)
                .start(out(processes.size()), folder.resolve("caller-" + processes.size() + ".err")));
    }

    private Path out(int caller) {
        return folder.resolve("caller-" + caller + ".out");
    }

    /** What each printed. */
    List<Path> outs() {
        List<Path> outs = new ArrayList<>();
        for (int i = 0; i < processes.size(); i++) {
            outs.add(out(i));
        }
        return outs;
    }

    Path ledger() {
        return ledger;
    }

    /** By process id. */
    Map<Long, String> names() {
        Map<Long, String> names = new TreeMap<>();
        for (int i = 0; i < processes.size(); i++) {
            names.put(processes.get(i).pid(), "caller " + i);
        }
        return names;
    }

    /** Lets them end their calls; whether all have. */
    boolean end() throws IOException, InterruptedException {
        boolean ended = true;
        for (Process process : processes) {
            process.getOutputStream().close();
        }
        for (Process process : processes) {
            ended &= process.waitFor(3, TimeUnit.MINUTES);
        }
        return ended;
    }

    @Override
    public void close() {
        processes.forEach(process -> process.destroyForcibly().onExit().join());
    }
}
