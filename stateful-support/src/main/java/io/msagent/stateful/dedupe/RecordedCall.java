package io.msagent.stateful.dedupe;

import io.msagent.core.server.CallRecord.Answer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One call id of the record. What is not final belongs to the record's lock. */
final class RecordedCall {
    /** What an entry takes beside its answer's own bytes, roughly: the id, two maps' nodes, a future. */
    private static final long OVERHEAD_BYTES = 400;

    final CompletableFuture<Answer> answer = new CompletableFuture<>();
    /** Its place in the order of arrival, from 1. */
    final long number;
    /** Whether a repetition was taken for the first arrival, so that the first attempt may still be on its way. */
    final boolean repeated;

    boolean ended;
    long endedAt;
    long bytes;

    RecordedCall(long number, boolean repeated) {
        this.number = number;
        this.repeated = repeated;
    }

    static long bytesOf(Answer answer) {
        long bytes = OVERHEAD_BYTES + answer.body().length;
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            bytes += header.getKey().length() + header.getValue().length();
        }
        return bytes;
    }
}
