package io.msagent.demo;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param asked number of calls the shop was asked to make
 * @param difference first difference between the two outputs; null if they are the same byte for byte
 * @param methods what the agent counted
 * @param providers how many provider processes took part
 * @param killed pid of the provider that was killed; 0 if none was
 */
record DemoResult(int asked, @Nullable String difference, List<MethodStats> methods, int providers, long killed) {
    /** Copies the list. */
    DemoResult {
        methods = List.copyOf(methods);
    }

    long calls() {
        return sum(MethodStats::calls);
    }

    long failed() {
        return sum(MethodStats::failed);
    }

    long remote() {
        return sum(MethodStats::remote);
    }

    long local() {
        return sum(MethodStats::local);
    }

    /** Whether every call was made, went out and came back, and nobody could tell from the output. */
    boolean passed() {
        return difference == null
                && calls() == asked
                && failed() == 0
                && remote() == asked
                && (providers >= 1 || asked == 0);
    }

    /** The last line of the demo. */
    String line() {
        return "demo: " + calls() + " calls, " + (calls() - failed()) + " ok, " + failed() + " failed, " + remote()
                + " remote, " + local() + " local, " + providers + " providers";
    }

    private long sum(ToLongFunction<MethodStats> column) {
        return methods.stream().mapToLong(column).sum();
    }
}
