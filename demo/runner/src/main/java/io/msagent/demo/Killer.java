package io.msagent.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Kills one provider in the middle of a run, and remembers which providers there were. */
final class Killer implements ShopRun.Progress {
    private static final Duration DEATH = Duration.ofSeconds(10);

    private final StatusClient status;
    private final DemoFolder folder;
    private final int afterLine;
    private final PrintStream news;
    private final Set<Long> seen = new TreeSet<>();
    private long killed;

    Killer(StatusClient status, DemoFolder folder, int calls, PrintStream news) {
        this.status = status;
        this.folder = folder;
        this.afterLine = Math.max(1, calls / 2);
        this.news = news;
    }

    @Override
    public void printed(int number) throws IOException, InterruptedException, DemoException {
        if (number == 1) {
            status.providers(); // the first request is slow: it is made before the moment that counts
        }
        if (number == afterLine) {
            kill(number);
        }
    }

    private void kill(int number) throws IOException, InterruptedException, DemoException {
        seen.addAll(status.providers());
        // a pid from elsewhere is killed only if it is one of this run's processes
        ProcessHandle victim = Processes.of(folder).stream()
                .filter(p -> seen.contains(p.pid()))
                .findFirst()
                .orElseThrow(() -> new DemoException("--kill: no provider to kill after call " + number
                        + " (the orchestrator names " + seen + "; expected: at least one running)"));
        victim.destroyForcibly();
        if (!Processes.ends(victim, DEATH)) {
            throw new DemoException("--kill: process " + victim.pid() + " survived SIGKILL for " + DEATH.toSeconds()
                    + " s (expected: dead)");
        }
        killed = victim.pid();
        news.println("demo: killed provider " + killed + " (SIGKILL) after call " + number);
    }

    /** Pid of the killed provider; 0 if none was killed. */
    long killed() {
        return killed;
    }

    /** Pids of the providers that ran at the time. */
    Set<Long> seen() {
        return seen;
    }
}
