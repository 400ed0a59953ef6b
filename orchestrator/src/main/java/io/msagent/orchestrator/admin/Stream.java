package io.msagent.orchestrator.admin;

import io.msagent.orchestrator.model.Event;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.IoUtils;

/** One who listens; one who does not keep up is cut, or misses a status that a later one makes good. */
final class Stream {
    private static final int MOST_WAITING = 1_000;

    private final ServerSentEventConnection connection;
    private final Runnable again;
    private final Set<String> had = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean statusWaits = new AtomicBoolean();
    private final AtomicInteger eventsWait = new AtomicInteger();
    private volatile boolean missed;

    /** @param again asks for a status, when one was missed */
    Stream(ServerSentEventConnection connection, Runnable again) {
        this.connection = connection;
        this.again = again;
    }

    boolean isOpen() {
        return connection.isOpen();
    }

    void close() {
        IoUtils.safeClose(connection);
    }

    /** The whole status, unless the one before has not left yet. */
    void status(String json) {
        if (!statusWaits.compareAndSet(false, true)) {
            missed = true;
            return;
        }
        missed = false;
        connection.send(json, "status", null, new Done(this::left));
    }

    private void left() {
        statusWaits.set(false);
        if (missed) {
            again.run();
        }
    }

    /** Whether a status was not sent because the one before had not left. */
    boolean missedOne() {
        return missed && !statusWaits.get();
    }

    /** One from before it listened, which it may be told once more. */
    void past(Event event, String json) {
        event(event, json);
        had.add(event.id());
    }

    void event(Event event, String json) {
        if (had.remove(event.id())) {
            return;
        }
        if (eventsWait.incrementAndGet() > MOST_WAITING) {
            IoUtils.safeClose(connection);
            return;
        }
        connection.send(json, "event", event.id(), new Done(eventsWait::decrementAndGet));
    }

    private record Done(Runnable then) implements ServerSentEventConnection.EventCallback {
        @Override
        public void done(ServerSentEventConnection at, String data, String event, String id) {
            then.run();
        }

        @Override
        public void failed(
                ServerSentEventConnection at, String data, String event, String id, java.io.IOException failure) {
            IoUtils.safeClose(at);
        }
    }
}
