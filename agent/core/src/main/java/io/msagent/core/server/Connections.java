package io.msagent.core.server;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.xnio.IoUtils;
import org.xnio.XnioIoThread;
import org.xnio.conduits.StreamSinkConduit;

/**
 * The connections that have brought a request, and their end without a lost call. A caller may write a request at the very
 * moment at which its idle connection is closed, and could not tell then whether it was read. So an idle connection
 * gets a last answer before its end: not started, unread. Nothing is read from it after that, so this is true of any
 * request that is on its way; a caller that has none on its way sees bytes nobody asked for, and takes another connection.
 */
final class Connections {
    /**
     * For the last answers to arrive: to close with bytes unread resets the connection. Steps and no time, because a machine
     * that stands still for a second has used up one step.
     */
    private static final int LINGER_STEPS = 50;

    /** For the I/O threads to do what they were told, which takes none of it on a machine that runs. */
    private static final long PASS_SECONDS = 10;

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final ConcurrentMap<ServerConnection, AtomicReference<State>> states = new ConcurrentHashMap<>();

    private enum State {
        IDLE,
        BUSY,
        /** The last answer has been sent. */
        LEFT
    }

    /** A request has arrived; false if its connection has had its last answer, and then it must not be looked at. */
    boolean begin(HttpServerExchange exchange) {
        AtomicReference<State> state = states.computeIfAbsent(exchange.getConnection(), connection -> {
            connection.addCloseListener(states::remove);
            return new AtomicReference<>(State.IDLE);
        });
        if (!state.compareAndSet(State.IDLE, State.BUSY)) {
            return false;
        }
        exchange.addExchangeCompleteListener((done, next) -> {
            state.set(State.IDLE);
            next.proceed();
        });
        return true;
    }

    /** Ends every connection that has no request under way, and waits so long at most for the others to have none. */
    void leave(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        if (states.isEmpty()) {
            return;
        }
        states.forEach(this::leave);
        awaitPass();
        while (states.values().stream().anyMatch(state -> state.get() != State.LEFT)
                && System.nanoTime() - end < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(STEP_NANOS);
            states.forEach(this::leave);
        }
        for (int i = 0;
                i < LINGER_STEPS && !states.isEmpty() && !Thread.currentThread().isInterrupted();
                i++) {
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    /** Until each I/O thread has done what it was told before. An interrupt ends the wait and is kept. */
    private void awaitPass() {
        Set<XnioIoThread> threads = new HashSet<>();
        states.keySet().forEach(connection -> threads.add(connection.getIoThread()));
        CountDownLatch passed = new CountDownLatch(threads.size());
        threads.forEach(thread -> {
            try {
                thread.execute(passed::countDown);
            } catch (RejectedExecutionException e) {
                // it has ended
                passed.countDown();
            }
        });
        try {
            boolean unused = passed.await(PASS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void leave(ServerConnection connection, AtomicReference<State> state) {
        if (state.get() == State.IDLE) {
            // requests are taken up on this thread alone
            connection.getIoThread().execute(() -> {
                if (state.compareAndSet(State.IDLE, State.LEFT)) {
                    sayGoodbye((AbstractServerConnection) connection);
                }
            });
        }
    }

    private static void sayGoodbye(AbstractServerConnection connection) {
        try {
            connection.getOriginalSourceConduit().suspendReads();
            StreamSinkConduit sink = connection.getOriginalSinkConduit();
            // a few hundred bytes, which an idle connection's buffer takes at once
            sink.write(ByteBuffer.wrap(Answers.goodbye()));
            sink.terminateWrites();
            sink.flush();
        } catch (IOException e) {
            IoUtils.safeClose(connection);
        }
    }
}
