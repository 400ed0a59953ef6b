package io.msagent.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rush on the shop's rate limiter and carts, while their instances are killed, taken away and added. What came of it the
 * shop itself says.
 */
final class StatefulDemo {
    static final String SERVICE = "limiter";
    private static final int INSTANCES = 3;
    private static final int SECONDS_BETWEEN = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final DemoFolder folder;
    private final PrintStream news;
    private volatile @Nullable RushRun rush;
    private volatile @Nullable Orchestrator orchestrator;

    StatefulDemo(DemoFolder folder, PrintStream news) {
        this.folder = folder;
        this.news = news;
    }

    /** Runs it; the shop's last line, or a failure. */
    RushResult run() throws IOException, InterruptedException, DemoException {
        Files.createDirectories(folder.log("."));
        news.println("demo: starting the orchestrator");
        Orchestrator started = Orchestrator.start(folder, false);
        orchestrator = started;
        StatusClient status = new StatusClient(started);
        news.println("demo: 20 callers begin");
        RushRun running = RushRun.start(folder, started, news);
        rush = running;
        // the first call has one started
        awaitServing(status, running, 1, Set.of());
        scale(status, running, INSTANCES);
        kill(status, running);
        scale(status, running, INSTANCES - 1);
        scale(status, running, INSTANCES);
        kill(status, running);
        return running.end();
    }

    private void scale(StatusClient status, RushRun running, int count)
            throws IOException, InterruptedException, DemoException {
        Set<Long> before = status.serving(SERVICE);
        news.println("demo: " + (before.size() > count ? "scaling in to " : "scaling out to ") + count);
        status.scale(SERVICE, count);
        awaitServing(status, running, count, Set.of());
    }

    private void kill(StatusClient status, RushRun running) throws IOException, InterruptedException, DemoException {
        Set<Long> serving = status.serving(SERVICE);
        // a pid from elsewhere is killed only if it is one of this run's processes
        ProcessHandle victim = Processes.of(folder).stream()
                .filter(process -> serving.contains(process.pid()))
                .findFirst()
                .orElseThrow(() -> new DemoException("no instance to kill among " + serving));
        victim.destroyForcibly();
        news.println("demo: killed instance " + victim.pid() + " (SIGKILL)");
        awaitServing(status, running, serving.size(), Set.of(victim.pid()));
    }

    private void awaitServing(StatusClient status, RushRun running, int count, Set<Long> gone)
            throws IOException, InterruptedException, DemoException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Set<Long> serving = status.serving(SERVICE);
        while (serving.size() != count || serving.stream().anyMatch(gone::contains)) {
            if (System.nanoTime() - deadline > 0) {
                throw new DemoException(SERVICE + ": " + serving + " serve after " + PATIENCE.toSeconds()
                        + " s (expected: " + count + " instances)\n    " + folder.tail(Orchestrator.LOG, 20));
            }
            running.awaitSeconds(1);
            serving = status.serving(SERVICE);
        }
        news.println("demo: " + count + (count == 1 ? " instance serves" : " instances serve"));
        running.awaitSeconds(SECONDS_BETWEEN);
    }

    /** Ends every process of the run; safe to call twice, and from a signal's thread. */
    void stop() {
        RushRun running = rush;
        if (running != null) {
            running.kill();
        }
        Orchestrator server = orchestrator;
        if (server != null) {
            server.stop();
        }
        Processes.of(folder).forEach(process -> Processes.stop(process, STOP));
    }
}
