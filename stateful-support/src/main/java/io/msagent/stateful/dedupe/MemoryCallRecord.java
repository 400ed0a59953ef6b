package io.msagent.stateful.dedupe;

import io.msagent.core.call.CallId;
import io.msagent.core.server.CallRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A record of calls in memory. Past a bound the answers that ended first go first; a running call never goes, nor does
 * the newest answer, however large: its caller is the likeliest to ask again. Of a dropped call that was started by a
 * repetition the id stays for the same age: its first attempt may come late, and must not start it a second time.
 */
final class MemoryCallRecord implements CallRecord {
    private final int maxCalls;
    private final long maxBytes;
    private final long maxAgeNanos;
    private final LongSupplier nanoTime;
    private final Map<CallId, RecordedCall> running = new HashMap<>();
    private final LinkedHashMap<CallId, RecordedCall> ended = new LinkedHashMap<>();
    /** Ids that must not start any more, with the time at which their call was dropped; oldest first. */
    private final LinkedHashMap<CallId, Long> barred = new LinkedHashMap<>();

    private long endedBytes;
    private long arrivals;
    /** The highest number among the calls that were dropped: whatever came later is still here. */
    private long lastDropped;

    MemoryCallRecord(int maxCalls, long maxBytes, Duration maxAge, LongSupplier nanoTime) {
        if (maxCalls < 1 || maxBytes < 1 || maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("record of calls: " + maxCalls + " calls, " + maxBytes + " bytes, "
                    + maxAge + " (expected: each above 0)");
        }
        this.maxCalls = maxCalls;
        this.maxBytes = maxBytes;
        this.maxAgeNanos = maxAge.toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized @Nullable Claim claim(CallId id) {
        RecordedCall known = find(id);
        if (known != null) {
            return new MemoryClaim(id, known, false);
        }
        return barred.containsKey(id) ? null : first(id, false);
    }

    @Override
    public synchronized @Nullable Claim claimRepeated(CallId id, long mark) {
        RecordedCall known = find(id);
        if (known != null) {
            return new MemoryClaim(id, known, false);
        }
        return mark >= lastDropped && !barred.containsKey(id) ? first(id, true) : null;
    }

    @Override
    public synchronized long mark() {
        return arrivals;
    }

    @Override
    public synchronized long arrived() {
        return ++arrivals;
    }

    @Override
    public synchronized int size() {
        dropOld();
        return running.size() + ended.size();
    }

    private @Nullable RecordedCall find(CallId id) {
        dropOld();
        RecordedCall known = running.get(id);
        return known == null ? ended.get(id) : known;
    }

    private Claim first(CallId id, boolean repeated) {
        arrivals++;
        RecordedCall call = new RecordedCall(arrivals, repeated);
        running.put(id, call);
        return new MemoryClaim(id, call, true);
    }

    private synchronized void end(CallId id, RecordedCall call, Answer answer) {
        leaveRunning(id, call);
        call.endedAt = nanoTime.getAsLong();
        call.bytes = RecordedCall.bytesOf(answer);
        ended.put(id, call);
        endedBytes += call.bytes;
        dropOld();
    }

    private synchronized void leaveRunning(CallId id, RecordedCall call) {
        if (call.ended) {
            throw new IllegalStateException("call " + id + ": was completed or withdrawn before");
        }
        call.ended = true;
        running.remove(id);
    }

    private void dropOld() {
        long now = nanoTime.getAsLong();
        dropEnded(now);
        Iterator<Long> oldestFirst = barred.values().iterator();
        while (oldestFirst.hasNext()) {
            if (now - oldestFirst.next() < maxAgeNanos && barred.size() <= maxCalls) {
                return;
            }
            oldestFirst.remove();
        }
    }

    private void dropEnded(long now) {
        Iterator<Map.Entry<CallId, RecordedCall>> oldestFirst = ended.entrySet().iterator();
        while (oldestFirst.hasNext()) {
            Map.Entry<CallId, RecordedCall> entry = oldestFirst.next();
            RecordedCall oldest = entry.getValue();
            boolean tooMany = ended.size() > maxCalls || (endedBytes > maxBytes && ended.size() > 1);
            if (!tooMany && now - oldest.endedAt < maxAgeNanos) {
                return;
            }
            endedBytes -= oldest.bytes;
            lastDropped = Math.max(lastDropped, oldest.number);
            if (oldest.repeated) {
                barred.put(entry.getKey(), now);
            }
            oldestFirst.remove();
        }
    }

    private final class MemoryClaim implements Claim {
        private final CallId id;
        private final RecordedCall call;
        private final boolean first;

        MemoryClaim(CallId id, RecordedCall call, boolean first) {
            this.id = id;
            this.call = call;
            this.first = first;
        }

        @Override
        public boolean first() {
            return first;
        }

        @Override
        public CompletionStage<Answer> answer() {
            return call.answer.minimalCompletionStage();
        }

        @Override
        public void complete(Answer answer) {
            checkFirst();
            end(id, call, answer);
            // those who wait go on here, so without the lock
            call.answer.complete(answer);
        }

        @Override
        public void withdraw() {
            checkFirst();
            leaveRunning(id, call);
            call.answer.completeExceptionally(
                    new CancellationException("call " + id + ": its first arrival was not started after all"));
        }

        private void checkFirst() {
            if (!first) {
                throw new IllegalStateException("call " + id + ": only its first arrival can end it");
            }
        }
    }
}
