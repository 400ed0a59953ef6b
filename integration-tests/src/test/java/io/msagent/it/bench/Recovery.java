package io.msagent.it.bench;

import io.msagent.it.kit.Admin;
import io.msagent.it.kit.Capacity;
import java.util.List;
import java.util.Set;

/** From SIGKILL of an instance to the last call that noticed, and to full capacity. {@code benchmarks/recovery} runs it. */
final class Recovery {
    private static final int INSTANCES = 3;
    private static final int THREADS = 4;
    private static final long QUIET_MILLIS = 4_000;
    /** A call has noticed if it took so many times what 99 % of the calls before took at most. */
    private static final double SLOW = 3;

    private Recovery() {}

    public static void main(String[] arguments) throws Exception {
        int runs = Integer.parseInt(arguments[0]);
        Figures figures = new Figures();
        try (Stage stage = new Stage()) {
            stage.tell("once");
            Stage.await("the first answer", () -> !stage.calls().isEmpty());
            stage.scale("{\"count\":" + INSTANCES + "}");
            Capacity capacity = new Capacity(stage.registry(), Set.of(Stage.SERVICE), INSTANCES);
            stage.tell(Integer.toString(THREADS));
            for (int run = 0; run < runs; run++) {
                if (capacity.awaitFull(System.nanoTime()).isEmpty()) {
                    throw new IllegalStateException("not at full capacity before run " + run);
                }
                Thread.sleep(QUIET_MILLIS);
                run(stage, capacity, figures);
            }
        }
        figures.print("ms from SIGKILL");
        System.exit(0);
    }

    private static void run(Stage stage, Capacity capacity, Figures figures) throws Exception {
        int before = stage.calls().size();
        Admin.Seen victim = stage.admin().serving(Stage.SERVICE).get(0);
        ProcessHandle process = ProcessHandle.of(victim.pid()).orElseThrow();
        double killed = Stage.now();
        long nanos = System.nanoTime();
        process.destroyForcibly();
        process.onExit().join();
        double full = capacity.awaitFull(nanos).orElseThrow().toNanos() / 1e6;
        Thread.sleep(1_000);

        List<String[]> calls = stage.calls();
        List<Double> quiet = calls.subList(Math.max(0, before - 1_000), before).stream()
                .map(Recovery::took)
                .sorted()
                .toList();
        double slow = SLOW * Figures.at(quiet, 0.99);
        List<String[]> noticed = calls.subList(before, calls.size()).stream()
                .filter(call -> Double.parseDouble(call[0]) < killed + full)
                .filter(call -> took(call) > slow || call[2].equals("FAILED"))
                .toList();
        double last = noticed.stream()
                .mapToDouble(call -> Double.parseDouble(call[1]) - killed)
                .max()
                .orElse(0);
        figures.add("last call that noticed ended", Math.max(0, last));
        figures.add("calls that noticed (number)", noticed.size());
        figures.add(
                "calls that failed (number)",
                noticed.stream().filter(call -> call[2].equals("FAILED")).count());
        figures.add("full capacity", full);
    }

    private static double took(String[] call) {
        return Double.parseDouble(call[1]) - Double.parseDouble(call[0]);
    }
}
