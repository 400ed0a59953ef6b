package io.msagent.core.server;

import io.msagent.core.call.Deadline;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.wire.Protocol;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/** The one answer to one request, by whichever thread has it. */
final class Reply {
    /** What is up to this size, in bytes, a socket's buffer takes or has at once. */
    private static final int FITS_SOCKET = 16_384;

    private static final HttpString LOAD = new HttpString(Protocol.LOAD);
    private static final HttpString MARK = new HttpString(Protocol.MARK);
    private static final HttpString OUTCOME = new HttpString(Protocol.OUTCOME);
    private static final HttpString REASON = new HttpString(Protocol.REASON);
    private static final Runnable NOTHING = () -> {};
    private static final Runnable OVER = () -> {};

    private final HttpServerExchange exchange;
    private final Duration writeTimeout;
    private final Counts counts;
    private final Supplier<String> loadLine;
    private final BooleanSupplier last;
    private final AtomicBoolean given = new AtomicBoolean();
    private final AtomicReference<Runnable> onOver = new AtomicReference<>(NOTHING);
    private volatile XnioExecutor.@Nullable Key guard;
    private @Nullable MethodMeters meters;
    private long begin;
    private volatile long mark = -1;

    /** @param last whether this is to be the last answer on its connection, because the process is on its way out */
    Reply(
            HttpServerExchange exchange,
            Duration writeTimeout,
            Counts counts,
            Supplier<String> loadLine,
            BooleanSupplier last) {
        this.exchange = exchange;
        this.writeTimeout = writeTimeout;
        this.counts = counts;
        this.loadLine = loadLine;
        this.last = last;
    }

    /** What the record of calls had seen when this call arrived; the caller hears it with the answer. */
    void mark(long value) {
        mark = value;
    }

    /** The request means this method; set once, before the reply is handed on. */
    void measuredBy(MethodMeters ofMethod) {
        meters = ofMethod;
        begin = System.nanoTime();
    }

    boolean isMeasured() {
        return meters != null;
    }

    /** What is to happen once the answer has left or the connection is cut, or at once if that has been; set once. */
    void onOver(Runnable action) {
        if (!onOver.compareAndSet(NOTHING, action)) {
            action.run();
        }
    }

    /** Does this at the deadline, unless the answer comes before; the action copes with an answer at the same moment. */
    void guard(Deadline deadline, Runnable atDeadline) {
        guard = after(deadline.millisLeft(), atDeadline);
    }

    /** Goes on with the request on its I/O thread. */
    void later(Runnable action) {
        exchange.getIoThread().execute(action);
    }

    /** Answers, unless there has been an answer or a cut before. */
    void send(Answer answer) {
        if (!given.compareAndSet(false, true)) {
            return;
        }
        stopGuard();
        counts.answered(answer);
        measure(CallEnding.of(answer));
        exchange.setStatusCode(answer.status());
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().put(known(name), value));
        exchange.getResponseHeaders().put(LOAD, loadLine.get());
        if (mark >= 0) {
            exchange.getResponseHeaders().put(MARK, mark);
        }
        boolean unread = !exchange.isRequestComplete();
        long announced = exchange.getRequestContentLength();
        boolean ends = last.getAsBoolean() || !exchange.isPersistent();
        boolean linger = unread && (ends || announced < 0 || announced > FITS_SOCKET);
        if (linger || ends) {
            exchange.setPersistent(false);
        }
        if (unread || answer.body().length > FITS_SOCKET) {
            limit();
        }
        exchange.setResponseContentLength(answer.body().length);
        exchange.getResponseSender()
                .send(
                        ByteBuffer.wrap(answer.body()),
                        linger ? new LingeringClose(writeTimeout, this::finish) : new Sent());
    }

    /**
     * Undertow reads and drops what has not arrived yet behind the answer, so that the sender gets to see it; a peer that
     * neither sends nor takes the rest must not hold the connection for ever.
     */
    private void limit() {
        XnioExecutor.Key key = after(writeTimeout.toMillis(), () -> {
            IoUtils.safeClose(exchange.getConnection());
            finish();
        });
        exchange.addExchangeCompleteListener((done, next) -> {
            key.remove();
            next.proceed();
        });
    }

    /** Ends the connection without an answer, unless there has been one. */
    void cut() {
        if (given.compareAndSet(false, true)) {
            stopGuard();
            counts.unanswered();
            measure(CallEnding.UNANSWERED);
            IoUtils.safeClose(exchange.getConnection());
            finish();
        }
    }

    private static HttpString known(String name) {
        return switch (name) {
            case Answers.CONTENT_TYPE -> Headers.CONTENT_TYPE;
            case Protocol.OUTCOME -> OUTCOME;
            case Protocol.REASON -> REASON;
            default -> new HttpString(name);
        };
    }

    private void measure(CallEnding ending) {
        if (meters != null) {
            meters.answered(ending, System.nanoTime() - begin);
        }
    }

    private void finish() {
        onOver.getAndSet(OVER).run();
    }

    /** Nothing is done at the deadline any more. */
    void stopGuard() {
        XnioExecutor.Key key = guard;
        if (key != null) {
            key.remove();
        }
    }

    private XnioExecutor.Key after(long millis, Runnable action) {
        return exchange.getIoThread().executeAfter(action, millis, TimeUnit.MILLISECONDS);
    }

    /** Ends the exchange when the whole answer has been taken. */
    private final class Sent implements IoCallback {
        @Override
        public void onComplete(HttpServerExchange done, Sender sender) {
            done.endExchange();
            finish();
        }

        @Override
        public void onException(HttpServerExchange failed, Sender sender, IOException e) {
            IoUtils.safeClose(failed.getConnection());
            finish();
        }
    }
}
