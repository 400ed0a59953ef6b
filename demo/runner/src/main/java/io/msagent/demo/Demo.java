package io.msagent.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One run of the demo, from the orchestrator's start to the last process's end. */
final class Demo {
    /** Far longer than a call takes, because the first call of a method waits for a JVM to start. */
    private static final String TIMEOUT = "60s";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DemoFolder folder;
    private final DemoOptions options;
    private final PrintStream news;
    private final AtomicReference<@Nullable Process> shop = new AtomicReference<>();
    private volatile @Nullable Orchestrator orchestrator;

    Demo(DemoFolder folder, DemoOptions options, PrintStream news) {
        this.folder = folder;
        this.options = options;
        this.news = news;
    }

    /** Starts, runs, compares. */
    DemoResult run() throws IOException, InterruptedException, DemoException {
        try {
            return startAndRun();
        } catch (IOException e) {
            Orchestrator running = orchestrator;
            if (running == null || running.process().isAlive()) {
                throw e;
            }
            throw new DemoException("orchestrator: died with status "
                    + running.process().exitValue() + " while the shop ran (" + e + ")\n    "
                    + folder.tail(Orchestrator.LOG, 20));
        }
    }

    private DemoResult startAndRun() throws IOException, InterruptedException, DemoException {
        Files.createDirectories(folder.log("."));
        news.println("demo: starting the orchestrator");
        Orchestrator started = Orchestrator.start(folder, options.keep());
        orchestrator = started;

        news.println("demo: running the shop plainly, " + options.calls() + " calls");
        Path plain = run("plain").run(null, number -> {});

        news.println("demo: running the shop under the agent");
        StatusClient status = new StatusClient(started);
        Killer killer = new Killer(status, folder, options.calls(), news);
        Path stats = folder.root().resolve("stats.json");
        String arguments = "registry=" + started.registry() + ",token.file=" + started.tokenFile() + ",stats.file="
                + stats + ",timeout=" + TIMEOUT;
        Path distributed = run("agent").run(arguments, options.kill() ? killer : number -> {});

        Set<Long> providers = new TreeSet<>(status.providers());
        providers.addAll(killer.seen());
        return new DemoResult(
                options.calls(),
                Outputs.difference(plain, distributed),
                MethodStats.read(stats),
                providers.size(),
                killer.killed());
    }

    private ShopRun run(String name) {
        return new ShopRun(folder, name, options.calls(), shop);
    }

    /** What to look at while everything is kept running; null if nothing runs. */
    @Nullable
    String whereItRuns() {
        Orchestrator running = orchestrator;
        if (running == null) {
            return null;
        }
        String command = System.getProperty("demo.orchestrator", "bin/orchestrator");
        return """
                demo: kept running:
                  registry   %s (Consul's HTTP API)
                  status     %s status --state %s
                  as JSON    curl -H "Authorization: Bearer $(cat %s)" %s
                  again      java -javaagent:%s=registry=%s,token.file=%s -jar %s
                  logs       %s logs NAME --state %s
                  stop       %s stop --state %s && rm -r %s""".formatted(
                        running.registry(),
                        command,
                        folder.state(),
                        running.tokenFile(),
                        running.admin().resolve(StatusClient.PATH),
                        folder.agentJar(),
                        running.registry(),
                        running.tokenFile(),
                        folder.shopJar(),
                        command,
                        folder.state(),
                        command,
                        folder.state(),
                        folder.root());
    }

    /** Ends every process of the run; safe to call twice, and from a signal's thread. */
    void stop() {
        Process program = shop.get();
        if (program != null) {
            program.destroyForcibly();
        }
        Orchestrator running = orchestrator;
        if (running != null) {
            running.stop();
        }
        // whatever the orchestrator could not stop, because it died itself
        Processes.of(folder).forEach(process -> Processes.stop(process, PATIENCE));
    }
}
