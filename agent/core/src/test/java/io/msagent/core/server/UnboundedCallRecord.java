package io.msagent.core.server;

import io.msagent.core.call.CallId;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** A record of calls without bounds, for servers in tests. The bounded one is in stateful-support. */
public final class UnboundedCallRecord implements CallRecord {
    private final ConcurrentMap<CallId, CompletableFuture<Answer>> calls = new ConcurrentHashMap<>();
    private final AtomicLong others = new AtomicLong();

    @Override
    public Claim claimRepeated(CallId id, long mark) {
        return mark >= 0 || calls.containsKey(id) ? claim(id) : null;
    }

    @Override
    public long mark() {
        return others.get() + calls.size();
    }

    @Override
    public long arrived() {
        return others.incrementAndGet() + calls.size();
    }

    @Override
    public int size() {
        return calls.size();
    }

    @Override
    public Claim claim(CallId id) {
        CompletableFuture<Answer> mine = new CompletableFuture<>();
        CompletableFuture<Answer> there = calls.putIfAbsent(id, mine);
        CompletableFuture<Answer> answer = there == null ? mine : there;
        return new Claim() {
            @Override
            public boolean first() {
                return there == null;
            }

            @Override
            public CompletionStage<Answer> answer() {
                return answer;
            }

            @Override
            public void complete(Answer value) {
                answer.complete(value);
            }

            @Override
            public void withdraw() {
                calls.remove(id, mine);
                answer.completeExceptionally(new CancellationException());
            }
        };
    }
}
