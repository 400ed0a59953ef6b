package io.msagent.it.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Memory, file descriptors and threads of one process over its life, as {@code /proc} tells them. */
final class Vitals {
    /** Before that a JVM has not loaded what it needs. */
    private static final double WARM_SECONDS = 30;

    private final String name;
    private final long pid;
    private final List<Sample> samples = new ArrayList<>();

    private record Sample(double seconds, double megabytes, int descriptors, int threads) {}

    Vitals(String name, long pid) {
        this.name = name;
        this.pid = pid;
    }

    /** Looks at it; nothing comes of that if it is gone. */
    void sample(double seconds) {
        Path proc = Path.of("/proc", Long.toString(pid));
        try (Stream<Path> descriptors = Files.list(proc.resolve("fd"))) {
            double kilobytes = 0;
            int threads = 0;
            for (String line : Files.readAllLines(proc.resolve("status"))) {
                if (line.startsWith("VmRSS:")) {
                    kilobytes = number(line);
                } else if (line.startsWith("Threads:")) {
                    threads = (int) number(line);
                }
            }
            if (kilobytes > 0) {
                samples.add(new Sample(seconds, kilobytes / 1_024, (int) descriptors.count(), threads));
            }
        } catch (IOException | RuntimeException e) {
            // it has ended
        }
    }

    private static long number(String line) {
        return Long.parseLong(line.replaceAll("\\D", ""));
    }

    double secondsLived() {
        return samples.isEmpty() ? 0 : last().seconds() - samples.get(0).seconds();
    }

    private Sample last() {
        return samples.get(samples.size() - 1);
    }

    private List<Sample> warm() {
        double from = samples.get(0).seconds() + WARM_SECONDS;
        List<Sample> warm =
                samples.stream().filter(sample -> sample.seconds() >= from).toList();
        return warm.isEmpty() ? List.of(last()) : warm;
    }

    /** Megabytes a minute, by least squares over its warm life. */
    private double slope() {
        List<Sample> warm = warm();
        double seconds = warm.stream().mapToDouble(Sample::seconds).average().orElse(0);
        double megabytes =
                warm.stream().mapToDouble(Sample::megabytes).average().orElse(0);
        double above = 0;
        double below = 0;
        for (Sample sample : warm) {
            above += (sample.seconds() - seconds) * (sample.megabytes() - megabytes);
            below += (sample.seconds() - seconds) * (sample.seconds() - seconds);
        }
        return below == 0 ? 0 : 60 * above / below;
    }

    static String header() {
        return "| process | pid | lived s | MB warm | MB end | MB/min | descriptors warm | end | threads warm | end |\n"
                + "|---".repeat(10) + "|";
    }

    String row() {
        Sample warm = warm().get(0);
        Sample end = last();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.0f | %.0f | %+.2f | %d | %d | %d | %d |",
                name,
                pid,
                secondsLived(),
                warm.megabytes(),
                end.megabytes(),
                slope(),
                warm.descriptors(),
                end.descriptors(),
                warm.threads(),
                end.threads());
    }
}
