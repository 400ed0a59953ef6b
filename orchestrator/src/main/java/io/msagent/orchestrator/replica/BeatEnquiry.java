package io.msagent.orchestrator.replica;

import io.msagent.core.log.Log;
import io.msagent.orchestrator.store.OrchestratorInfo;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks the registry whether it hears from an orchestrator, in a thread of its own: that orchestrator may run the registry
 * itself, and when it hangs, so does the answer. One that does not come says what a refusal says: no beat was heard. Not safe
 * for use by several threads.
 */
final class BeatEnquiry {
    /** With the knock before it, a look is no longer than the most that counts as silence at once. */
    private static final long LONGEST_WAIT_MILLIS = 500;

    private final Predicate<OrchestratorInfo> beats;
    private @Nullable Asked asked;

    private record Asked(OrchestratorInfo about, CompletableFuture<Boolean> answer) {}

    /** @param beats whether the registry hears from it; may block and throw */
    BeatEnquiry(Predicate<OrchestratorInfo> beats) {
        this.beats = beats;
    }

    /** Whether a beat was heard; an answer that comes late is taken at the next call. Returns soon. */
    boolean isHeard(OrchestratorInfo info) {
        Asked now = asked;
        if (now == null || !now.about().equals(info)) {
            now = ask(info);
        }
        asked = now;
        try {
            boolean heard = now.answer().get(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
            asked = null;
            return heard;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            asked = null;
            Log.debug("no answer about the beats of pid " + info.pid() + ": " + e.getCause());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Asked ask(OrchestratorInfo info) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> answer(info, answer), "ms-agent-guardian-beats");
        thread.setDaemon(true);
        thread.start();
        return new Asked(info, answer);
    }

    private void answer(OrchestratorInfo info, CompletableFuture<Boolean> answer) {
        try {
            answer.complete(beats.test(info));
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        }
    }
}
