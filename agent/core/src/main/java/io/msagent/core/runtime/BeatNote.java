package io.msagent.core.runtime;

import io.msagent.core.server.Load;
import io.msagent.core.server.StatefulFigures;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a provider's beat says of one service, as {@code serving · 3/16 busy · 41 % · p99 12 ms}. */
final class BeatNote {
    private static final double MICROS_PER_MILLI = 1e3;
    private static final double MICROS_PER_SECOND = 1e6;

    private BeatNote() {}

    /**
     * The note of a service that is served.
     *
     * @param load of the whole process, whose services share the workers
     * @param p99Micros of the service's own bodies; left out if none has ended of late
     */
    static String serving(Load load, OptionalLong p99Micros) {
        String note = "serving · " + load.running() + "/" + load.capacity() + " busy · " + Math.round(load.busy() * 100)
                + " %";
        return p99Micros.isEmpty() ? note : note + " · p99 " + time(p99Micros.getAsLong());
    }

    /** The same of one that keeps state, as {@code … · 21 partitions · 3 open transactions}. */
    static String serving(Load load, OptionalLong p99Micros, @Nullable StatefulFigures kept) {
        String note = serving(load, p99Micros);
        if (kept == null) {
            return note;
        }
        return (kept.quiescing() ? note.replaceFirst("serving", "quiescing") : note) + " · "
                + count(kept.partitions(), "partition") + " · " + count(kept.open(), "open transaction");
    }

    private static String count(int count, String of) {
        return count + " " + of + (count == 1 ? "" : "s");
    }

    /** Two digits at least, so that a change can be seen, and no more than anybody reads. */
    private static String time(long micros) {
        if (micros >= 10 * MICROS_PER_SECOND) {
            return Math.round(micros / MICROS_PER_SECOND) + " s";
        }
        if (micros >= 10 * MICROS_PER_MILLI) {
            return Math.round(micros / MICROS_PER_MILLI) + " ms";
        }
        return String.format(Locale.ROOT, "%.1f ms", micros / MICROS_PER_MILLI);
    }
}
