package io.msagent.it.soak;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Looks at all processes every five seconds, on a thread of its own. */
final class Watch implements AutoCloseable {
    private static final long SECONDS = 5;
    /** Those that lived shorter say nothing about growth. */
    private static final double WORTH_A_ROW_SECONDS = 90;

    private static final int MOST_ROWS_OF_A_KIND = 6;

    private final Map<Long, Vitals> vitals = new LinkedHashMap<>();
    private final Map<Long, String> kinds = new LinkedHashMap<>();
    private final Supplier<Map<Long, String>> names;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "soak-watch");

    /** @param names what there is now, by process id */
    Watch(Supplier<Map<Long, String>> names) {
        this.names = names;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        long begin = System.nanoTime();
        try {
            do {
                Map<Long, String> now = names.get();
                double seconds = (System.nanoTime() - begin) / 1e9;
                synchronized (this) {
                    now.forEach((pid, name) -> {
                        kinds.put(pid, name.replaceAll(" .*", ""));
                        vitals.computeIfAbsent(pid, p -> new Vitals(name, p)).sample(seconds);
                    });
                }
            } while (!closed.await(SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A table of those that lived longest, in Markdown. */
    synchronized List<String> table() {
        List<String> lines = new ArrayList<>(List.of(Vitals.header().split("\n")));
        Map<String, Integer> rows = new LinkedHashMap<>();
        vitals.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<Long, Vitals> entry) ->
                                entry.getValue().secondsLived())
                        .reversed())
                .filter(entry -> entry.getValue().secondsLived() >= WORTH_A_ROW_SECONDS)
                .filter(entry -> rows.merge(kinds.get(entry.getKey()), 1, Integer::sum) <= MOST_ROWS_OF_A_KIND)
                .forEach(entry -> lines.add(entry.getValue().row()));
        return lines;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
