package io.msagent.core.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.msagent.core.call.Deadline;
import io.msagent.core.client.balance.Locator;
import io.msagent.core.log.Log;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.core.wire.Protocol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Asks an orchestrator which instance a request is to go to: one after the other, for a second in all. One that gives no
 * answer is not asked again for a few seconds; if none does, it is said once until one answers again. Safe for use by any
 * thread.
 */
final class OrchestratorLocator implements Locator, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(3);
    private static final JsonFactory JSON = new JsonFactory();

    private final ServiceWatch orchestrators;
    private final Transport transport;
    private final String authorization;
    private final boolean anyDigest;
    private final AtomicBoolean told = new AtomicBoolean();
    /** Until when, by id. */
    private final ConcurrentMap<String, Deadline> leftAlone = new ConcurrentHashMap<>();

    private volatile Deadline allLeftAlone = Deadline.after(Duration.ZERO);

    /**
     * Makes no request yet.
     *
     * @param orchestrators hears of them
     * @param anyDigest whether an instance with any code will do
     */
    OrchestratorLocator(ServiceWatch orchestrators, Transport transport, String authorization, boolean anyDigest) {
        this.orchestrators = orchestrators;
        this.transport = transport;
        this.authorization = authorization;
        this.anyDigest = anyDigest;
    }

    @Override
    public @Nullable String locate(Instance like, Deadline deadline) throws InterruptedException {
        if (!allLeftAlone.passed()) {
            return null;
        }
        String why = "none is registered";
        List<Instance> callable =
                Orchestrators.callable(orchestrators.known(deadline).instances());
        Deadline patience = deadline.orEarlier(Deadline.after(PATIENCE));
        for (int i = 0; i < callable.size() && !patience.passed(); i++) {
            Instance orchestrator = callable.get(i);
            if (isLeftAlone(orchestrator)) {
                why = "those registered gave no answer of late";
                continue;
            }
            // one that hangs leaves half of the time to the next
            boolean hasOthers = i + 1 < callable.size();
            Duration atMost = hasOthers ? patience.left().dividedBy(2) : patience.left();
            Transport.Reply reply = transport.send(
                    orchestrator.host(),
                    orchestrator.port(),
                    request(like),
                    patience.orEarlier(Deadline.after(atMost)));
            if (Thread.interrupted()) {
                throw new InterruptedException("asking an orchestrator for an instance");
            }
            if (reply instanceof Transport.Reply.Answered answered && isAnswer(answered)) {
                if (told.compareAndSet(true, false)) {
                    Log.warn("balance: orchestrator: an orchestrator names instances again");
                }
                return id(answered);
            }
            if (deadline.passed()) {
                return null; // the time was too short, which says nothing of the orchestrator
            }
            leftAlone.values().removeIf(Deadline::passed);
            leftAlone.put(orchestrator.id(), Deadline.after(LEFT_ALONE));
            why = "that at " + orchestrator.host() + ":" + orchestrator.port() + " gives no answer: " + reply;
        }
        allLeftAlone = Deadline.after(LEFT_ALONE);
        if (told.compareAndSet(false, true)) {
            Log.warn("balance: orchestrator, but no orchestrator names instances (" + why
                    + "); calls go to the less busy of two until one does");
        }
        return null;
    }

    private boolean isLeftAlone(Instance orchestrator) {
        Deadline until = leftAlone.get(orchestrator.id());
        return until != null && !until.passed();
    }

    private Transport.Request request(Instance like) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringField("service", like.service());
            json.writeStringField("digest", anyDigest ? "" : like.meta().getOrDefault(InstanceMeta.DIGEST, ""));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Transport.Request(
                Protocol.LOCATE_PATH,
                Map.of("Authorization", authorization, "Content-Type", "application/json"),
                body.toByteArray());
    }

    /** 404: it is well, and knows of no instance. */
    private static boolean isAnswer(Transport.Reply.Answered answer) {
        return answer.status() == 200 || answer.status() == 404;
    }

    private static @Nullable String id(Transport.Reply.Answered answer) {
        String id = Answers.text(answer.body(), "id");
        return id.isEmpty() ? null : id;
    }

    @Override
    public void close() {
        orchestrators.close();
    }
}
