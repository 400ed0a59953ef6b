package io.msagent.orchestrator.lead;

import io.msagent.orchestrator.store.LockHolder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a former holder of a lock does nothing late, on a thread of its own: that can take as long as a session
 * lives that is not renewed meanwhile. Used by the session's thread alone.
 */
final class Settling {
    /** Later it may have had the lock again. */
    private static final long GOOD_FOR_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Predicate<LockHolder> settled;
    private @Nullable LockHolder former;
    private @Nullable CompletableFuture<Answer> asked;

    private record Answer(boolean settled, long at) {
        boolean isNew() {
            return System.nanoTime() - at < GOOD_FOR_NANOS;
        }
    }

    /** @param settled whether it certainly does; may block */
    Settling(Predicate<LockHolder> settled) {
        this.settled = settled;
    }

    /** Whether it is known to; false while it is being found out. Each answer is used once. */
    boolean isDone(LockHolder of) {
        CompletableFuture<Answer> now = asked;
        if (now != null && of.equals(former) && !now.isDone()) {
            return false;
        }
        if (now != null && of.equals(former) && now.join().isNew()) {
            asked = null;
            return now.join().settled();
        }
        former = of;
        asked = ask(of);
        return false;
    }

    private CompletableFuture<Answer> ask(LockHolder of) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    boolean is = false;
                    try {
                        is = settled.test(of);
                    } finally {
                        answer.complete(new Answer(is, System.nanoTime()));
                    }
                },
                "ms-agent-settling");
        thread.setDaemon(true);
        thread.start();
        return answer;
    }
}
