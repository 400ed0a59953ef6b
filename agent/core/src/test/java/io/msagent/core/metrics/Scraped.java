package io.msagent.core.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prometheus' text format, read strictly: a line that is neither a sample nor a comment is an error.
 *
 * @param samples in their order
 * @param types type by metric name, as {@code histogram}
 */
public record Scraped(List<Sample> samples, Map<String, String> types) {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)\\})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");

    /** One line. */
    public record Sample(String name, Map<String, String> labels, double value) {}

    /** Reads all of it. */
    public static Scraped read(String text) {
        List<Sample> samples = new ArrayList<>();
        Map<String, String> types = new HashMap<>();
        for (String line : text.lines().toList()) {
            Matcher type = TYPE.matcher(line);
            if (type.matches()) {
                types.put(type.group(1), type.group(2));
            } else if (!line.startsWith("#")) {
                samples.add(sample(line));
            }
        }
        return new Scraped(samples, types);
    }

    private static Sample sample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new AssertionError("not a sample: " + line);
        }
        Map<String, String> labels = new HashMap<>();
        String inBraces = sample.group(2) == null ? "" : sample.group(2);
        Matcher label = LABEL.matcher(inBraces);
        int end = 0;
        while (label.find() && label.start() == end) {
            labels.put(label.group(1), label.group(2));
            end = label.end();
        }
        if (end != inBraces.length()) {
            throw new AssertionError("not labels: " + inBraces);
        }
        return new Sample(sample.group(1), labels, Double.parseDouble(sample.group(3)));
    }

    /** Names of all metrics. */
    public Set<String> names() {
        return new TreeSet<>(types.keySet());
    }

    /** Sum over all series of that name that carry these labels, given as name, value, name, value. */
    public double sum(String name, String... labels) {
        return samples.stream()
                .filter(s -> s.name().equals(name))
                .filter(s -> {
                    for (int i = 0; i < labels.length; i += 2) {
                        if (!labels[i + 1].equals(s.labels().get(labels[i]))) {
                            return false;
                        }
                    }
                    return true;
                })
                .mapToDouble(Sample::value)
                .sum();
    }

    /** How many durations were recorded. */
    public long count(Metric metric, String... labels) {
        return Math.round(sum(metric.prometheusName() + "_count", labels));
    }

    /** All values of a label. */
    public Set<String> values(Label label) {
        Set<String> values = new TreeSet<>();
        samples.forEach(s -> {
            String value = s.labels().get(label.prometheusName());
            if (value != null) {
                values.add(value);
            }
        });
        return values;
    }
}
