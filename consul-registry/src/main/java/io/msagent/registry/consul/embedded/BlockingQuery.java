package io.msagent.registry.consul.embedded;

import io.msagent.core.log.Log;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/**
 * A request that waits for news. It holds no thread: the change that it waits for, or the end of its time, gives the
 * exchange's I/O thread the task to look again.
 */
final class BlockingQuery {
    private final State state;
    private final HttpServerExchange exchange;
    private final Reply.Watched watched;
    private final long known;
    private final Consumer<Reply.Answer> send;
    private final long deadline;
    private final Runnable waiter = this::wake;

    // touched by the exchange's I/O thread only
    private XnioExecutor.@Nullable Key timer;
    private boolean answered;

    /** @param query says which index the asker knows already, and how long it wants to wait */
    BlockingQuery(
            State state, HttpServerExchange exchange, Reply.Watched watched, Query query, Consumer<Reply.Answer> send) {
        this.state = state;
        this.exchange = exchange;
        this.watched = watched;
        this.known = query.index();
        this.send = send;
        this.deadline = System.nanoTime() + query.waitTime().toNanos();
    }

    /** Answers, if there is news or no time left; or sees to it that it is called again. */
    void look() {
        if (answered) {
            return;
        }
        Reply.@Nullable Reading reading;
        try {
            reading = state.in(this::newsOrWait);
        } catch (HttpError e) {
            answered = true;
            send.accept(Reply.Answer.of(e));
            return;
        }
        if (reading == null) {
            if (timer == null) {
                long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()) + 1);
                timer = exchange.getIoThread().executeAfter(this::look, millis, TimeUnit.MILLISECONDS);
            }
            return;
        }
        answered = true;
        if (timer != null) {
            timer.remove();
        }
        send.accept(reading.answer().get().at(reading.index()));
    }

    private Reply.@Nullable Reading newsOrWait() {
        // in the same breath: nothing can change between looking and waiting
        Reply.Reading reading = watched.read().get();
        Changes changes = state.changes();
        changes.forget(watched.topic(), waiter);
        boolean news = Long.compareUnsigned(reading.index(), known) > 0;
        // an index from the future is another registry's; its asker must learn ours
        boolean foreign = Long.compareUnsigned(known, changes.index()) > 0;
        if (news || foreign || deadline - System.nanoTime() <= 0) {
            return reading;
        }
        changes.await(watched.topic(), waiter);
        return null;
    }

    private void wake() {
        try {
            exchange.getIoThread().execute(this::look);
        } catch (RejectedExecutionException e) {
            Log.debug("the embedded registry is closing; a blocking query is not answered");
        }
    }
}
