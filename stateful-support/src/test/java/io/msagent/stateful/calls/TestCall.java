package io.msagent.stateful.calls;

import io.msagent.core.call.CallId;
import io.msagent.core.call.Deadline;
import io.msagent.core.call.NotStarted;
import io.msagent.core.call.Stateful.Kind;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.call.TransactionId;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.server.Repeat;
import io.msagent.core.server.ServedMethod;
import io.msagent.core.server.StatefulCall;
import io.msagent.core.wire.Protocol;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A call as the server hands it over; runs its body on a thread of its own when it is started. */
final class TestCall implements StatefulCall {
    static final String INCARNATION = "a".repeat(32);
    private static final AtomicLong ARRIVALS = new AtomicLong();

    private final ServedMethod method;
    private final TransactionCall place;
    private final String key;
    private final byte[] arguments;
    private final Object[] values;
    private final CompletableFuture<String> ending = new CompletableFuture<>();
    private final long number = ARRIVALS.incrementAndGet();
    private Repeat repeat;
    private Deadline deadline = Deadline.after(Duration.ofMinutes(1));
    private Runnable inBody = () -> {};
    volatile Runnable cancel;
    volatile boolean joined;

    private TestCall(Kind kind, String name, TransactionCall place, Object... values) {
        this.method = TestService.method(Counter.class, kind, name);
        this.place = place;
        this.key = values.length == 0 ? place.id().value() : (String) values[0];
        this.values = values;
        this.arguments = method.codec().writeArguments(values);
    }

    static TestCall add(Kind kind, TransactionCall place, String key, int by) {
        return new TestCall(kind, "add", place, key, by);
    }

    static TestCall steps(Kind kind, TransactionCall place) {
        return new TestCall(kind, "steps", place);
    }

    /** The only call of a new transaction. */
    static TransactionCall alone() {
        return new TransactionCall(newTransaction(), "1", false);
    }

    static TransactionId newTransaction() {
        return new TransactionId(CallId.next().value());
    }

    static long arrivals() {
        return ARRIVALS.get();
    }

    TestCall repeating(String incarnation, long mark) {
        repeat = new Repeat(incarnation, mark);
        return this;
    }

    TestCall within(Duration left) {
        deadline = Deadline.after(left);
        return this;
    }

    /** What happens inside the body, before the method runs. */
    TestCall doing(Runnable action) {
        inBody = action;
        return this;
    }

    /** How it ended, as {@code returned 3}, {@code not-owner heir}, {@code unknown}, {@code cut}. */
    String ending() throws Exception {
        return ending.get(60, TimeUnit.SECONDS);
    }

    boolean hasEnded() {
        return ending.isDone();
    }

    @Override
    public void start(Unit unit) {
        Thread thread = new Thread(() -> run(unit), "test-worker");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Unit unit) {
        try {
            Begun begun = unit.begin();
            inBody.run();
            Object result = method.invoke(begun.object(), values);
            Answer out = unit.end(returned(result));
            ending.complete(out == null ? "cut" : text(out));
        } catch (NotNow instead) {
            unit.withdrawn();
            instead.end(this);
        } catch (Throwable e) {
            ending.completeExceptionally(e);
        }
    }

    private Answer returned(Object result) {
        return new Answer(
                200, Map.of(Protocol.OUTCOME, Protocol.RETURNED), method.codec().writeResult(result));
    }

    private static String text(Answer answer) {
        String outcome = answer.headers().get(Protocol.OUTCOME);
        return outcome.equals(Protocol.RETURNED)
                ? outcome + " " + new String(answer.body(), StandardCharsets.UTF_8)
                : outcome;
    }

    @Override
    public void refuse(NotStarted reason, String detail, String owner) {
        ending.complete(reason.wireName() + (owner == null ? "" : " " + owner));
    }

    @Override
    public void answer(Answer recorded) {
        ending.complete(text(recorded));
    }

    @Override
    public void unknown(String detail) {
        ending.complete("unknown");
    }

    @Override
    public void cut() {
        ending.complete("cut");
    }

    @Override
    public void join() {
        joined = true;
    }

    @Override
    public void onCancel(Runnable action) {
        cancel = action;
    }

    @Override
    public Answer threw(Throwable thrown) {
        return new Answer(
                500, Map.of(Protocol.OUTCOME, Protocol.THREW), method.codec().writeThrowable(thrown));
    }

    @Override
    public ServedMethod method() {
        return method;
    }

    @Override
    public CallId id() {
        return new CallId(place.id().value());
    }

    @Override
    public TransactionCall transaction() {
        return place;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public Repeat repeat() {
        return repeat;
    }

    @Override
    public Arrival arrival() {
        return new Arrival(INCARNATION, number);
    }

    @Override
    public Deadline deadline() {
        return deadline;
    }

    @Override
    public byte[] arguments() {
        return arguments;
    }
}
