package io.msagent.core.metrics;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * Series of one metric, told apart by how something ended. Each is made when that happens for the first time, so that what
 * never happens is not shown; after that it is an array's element. Safe for use by any thread.
 *
 * @param <E> how it ends
 * @param <T> {@link Timer} or {@link Count}
 */
public final class ByEnding<E extends Ending, T> {
    private final AtomicReferenceArray<T> series;
    private final Function<E, T> maker;

    /**
     * @param endings all there are
     * @param maker asks for a series; two threads may both do so at the first time
     */
    public ByEnding(List<E> endings, Function<E, T> maker) {
        this.series = new AtomicReferenceArray<>(endings.size());
        this.maker = maker;
    }

    /** The series of this ending. */
    public T of(E ending) {
        T there = series.get(ending.ordinal());
        if (there == null) {
            there = maker.apply(ending);
            series.set(ending.ordinal(), there);
        }
        return there;
    }
}
