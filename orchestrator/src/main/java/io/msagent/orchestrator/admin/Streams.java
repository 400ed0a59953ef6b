package io.msagent.orchestrator.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.msagent.core.log.Log;
import io.msagent.orchestrator.control.Commands;
import io.msagent.orchestrator.model.Event;
import io.msagent.orchestrator.store.Json;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import io.undertow.util.AttachmentKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * {@code GET /ms/v1/stream}: server-sent events. {@code status} with the whole status at once and at every change, at most one a
 * second; {@code event} with each transition. Who names the last event it has ({@code Last-Event-ID}) gets those after it first.
 */
final class Streams implements AutoCloseable {
    static final int MOST = 32;

    private static final AttachmentKey<List<Event>> MISSED = AttachmentKey.create(List.class);
    private static final String LAST_EVENT_ID = "last-event-id";
    private static final int MOST_MISSED = 1_000;
    private static final long KEEP_ALIVE_MILLIS = Duration.ofSeconds(10).toMillis();
    private static final long STATUS_MILLIS = 1_000;

    private final Commands commands;
    private final Supplier<StatusAnswer> status;
    private final ScheduledExecutorService timer;
    private final Slots slots = new Slots("streams", MOST);
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean due = new AtomicBoolean();
    private final ServerSentEventHandler handler = new ServerSentEventHandler((connection, last) -> opened(connection));
    private final Commands.Listening statusListening;
    private final Commands.Listening eventListening;

    Streams(Commands commands, Supplier<StatusAnswer> status, ScheduledExecutorService timer) {
        this.commands = commands;
        this.status = status;
        this.timer = timer;
        this.statusListening = commands.onStatus(this::changed);
        this.eventListening = commands.onEvent(event -> timer.execute(() -> tell(event)));
    }

    Route route() {
        return Route.get("/ms/v1/stream", Set.of(), this::answer);
    }

    @Override
    public void close() {
        statusListening.close();
        eventListening.close();
    }

    private void answer(Request request) {
        HttpServerExchange exchange = request.exchange();
        String last = exchange.getRequestHeaders().getFirst(LAST_EVENT_ID);
        if (last != null) {
            exchange.putAttachment(MISSED, commands.events(null, last, MOST_MISSED));
        }
        slots.take(exchange);
        Answers.head(exchange, 200, "text/event-stream; charset=utf-8");
        exchange.dispatch(exchange.getIoThread(), handler);
    }

    private void opened(ServerSentEventConnection connection) {
        connection.setKeepAliveTime(KEEP_ALIVE_MILLIS);
        Stream stream = new Stream(connection);
        connection.addCloseTask(closed -> open.remove(stream));
        List<Event> missed = connection.getAttachment(MISSED);
        timer.execute(() -> {
            open.add(stream);
            if (!connection.isOpen()) {
                open.remove(stream);
                return;
            }
            stream.status(json(status.get()));
            if (missed != null) {
                missed.forEach(event -> stream.event(event, json(event)));
            }
        });
    }

    /** In the control thread: the work is the timer's, and a second's changes are one. */
    private void changed() {
        if (!open.isEmpty() && due.compareAndSet(false, true)) {
            timer.schedule(this::tellStatus, STATUS_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tellStatus() {
        due.set(false);
        try {
            String json = json(status.get());
            open.forEach(stream -> stream.status(json));
            if (open.stream().anyMatch(Stream::missedOne)) {
                changed();
            }
        } catch (RuntimeException e) {
            Log.write(Log.Level.ERROR, "admin: the status could not be told", e);
        }
    }

    private void tell(Event event) {
        String json = json(event);
        open.forEach(stream -> stream.event(event, json));
    }

    private static String json(Object value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("answer cannot be written as JSON", e);
        }
    }
}
