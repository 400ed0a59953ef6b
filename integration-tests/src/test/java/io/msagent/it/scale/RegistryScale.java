package io.msagent.it.scale;

import io.msagent.core.log.Log;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** The simulation; {@code benchmarks/registry --help} says how to use it. Prints a table in Markdown. */
final class RegistryScale {
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final Duration LONGEST_START = Duration.ofMinutes(15);

    private final boolean embedded;
    private final Duration interval;
    private final Duration measured;

    private RegistryScale(boolean embedded, Duration interval, Duration measured) {
        this.embedded = embedded;
        this.interval = interval;
        this.measured = measured;
    }

    public static void main(String[] arguments) throws Exception {
        boolean embedded = false;
        Duration interval = Duration.ofSeconds(1);
        Duration measured = Duration.ofSeconds(30);
        List<Size> sizes = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals("--embedded")) {
                embedded = true;
            } else if (argument.startsWith("--interval=")) {
                interval = Duration.parse("PT" + argument.substring("--interval=".length()));
            } else if (argument.startsWith("--measure=")) {
                measured = Duration.parse("PT" + argument.substring("--measure=".length()));
            } else {
                sizes.add(Size.of(Integer.parseInt(argument)));
            }
        }
        // hundreds of processes' worth of lines about a registry that is slow to start with
        Log.configure(Log.Level.ERROR, Log.Format.TEXT, null);
        RegistryScale scale = new RegistryScale(embedded, interval, measured);
        System.out.println(
                "| instances | services | watchers | all known after, s | beats/s | watch delay ms, p50 | p99 |"
                        + " most | registry's CPU, % of a core | its MB | ours, % | heap MB | threads | not heard | TTLs missed |");
        System.out.println("|---".repeat(15) + "|");
        for (Size size : sizes) {
            System.out.println(scale.run(size));
        }
        System.exit(0);
    }

    private String run(Size size) throws Exception {
        Path folder = Files.createTempDirectory("ms-agent-scale");
        try (Target target = embedded ? Target.embedded(folder) : Target.consul(folder)) {
            return run(size, target);
        } finally {
            remove(folder);
        }
    }

    private String run(Size size, Target target) throws Exception {
        long begin = System.nanoTime();
        try (Audience audience = new Audience(target, size);
                Fleet fleet = new Fleet(target, size, interval)) {
            while (audience.content() < size.watchers()) {
                if (System.nanoTime() - begin > LONGEST_START.toNanos()) {
                    System.err.println(
                            "only " + audience.content() + " of " + size.watchers() + " watchers know all instances");
                    break;
                }
                Thread.sleep(100);
            }
            double ready = (System.nanoTime() - begin) / 1e9;
            Thread.sleep(SETTLE.toMillis());
            audience.settled();
            return measure(size, target, audience, fleet, ready);
        }
    }

    private String measure(Size size, Target target, Audience audience, Fleet fleet, double ready) throws Exception {
        Usage registry = Usage.of(target.process());
        Usage ours = Usage.of(ProcessHandle.current());
        long beats = fleet.beats();
        Changes changes = new Changes(target, size, audience);
        Thread.sleep(measured.toMillis());
        changes.close();
        beats = fleet.beats() - beats;
        Usage registryAfter = Usage.of(target.process());
        Usage oursAfter = Usage.of(ProcessHandle.current());
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
        if (audience.lost() > 0) {
            System.err.println("watchers lost the registry " + audience.lost() + " times");
        }
        Histogram delays = changes.delays();
        return String.format(
                "| %,d | %,d | %,d | %.1f | %,.0f | %.1f | %.1f | %.1f | %.0f | %,d | %.0f | %,d | %,d | %d of %,d | %d |",
                size.instances(),
                size.services(),
                size.watchers(),
                ready,
                beats / oursAfter.secondsSince(ours),
                delays.getValueAtPercentile(50) / 1e3,
                delays.getValueAtPercentile(99) / 1e3,
                delays.getMaxValue() / 1e3,
                registryAfter.percentSince(registry),
                registryAfter.residentMegabytes(),
                oursAfter.percentSince(ours),
                heap,
                threads,
                changes.unheard(),
                changes.unheard() + delays.getTotalCount(),
                audience.missed());
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
