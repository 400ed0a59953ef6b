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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Asks an orchestrator which instance a request is to go to. One that does not answer within a second is not asked again
 * for a few, and it is said once until one answers again. Safe for use by any thread.
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
    private volatile Deadline leftAlone = Deadline.after(Duration.ZERO);

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
        if (!leftAlone.passed()) {
            return null;
        }
        String why = "none is registered";
        for (Instance orchestrator : callable(orchestrators.known(deadline))) {
            Transport.Reply reply = transport.send(
                    orchestrator.host(),
                    orchestrator.port(),
                    request(like),
                    deadline.orEarlier(Deadline.after(PATIENCE)));
            if (Thread.interrupted()) {
                throw new InterruptedException("asking an orchestrator for an instance");
            }
            if (reply instanceof Transport.Reply.Answered answered && isAnswer(answered)) {
                if (told.compareAndSet(true, false)) {
                    Log.warn("balance: orchestrator: an orchestrator names instances again");
                }
                return id(answered);
            }
            why = "that at " + orchestrator.host() + ":" + orchestrator.port() + " gives no answer: " + reply;
            if (deadline.passed()) {
                return null; // the time was too short, which says nothing of the orchestrator
            }
        }
        leftAlone = Deadline.after(LEFT_ALONE);
        if (told.compareAndSet(false, true)) {
            Log.warn("balance: orchestrator, but no orchestrator names instances (" + why
                    + "); calls go to the less busy of two until one does");
        }
        return null;
    }

    private static List<Instance> callable(Known known) {
        return known.instances().stream()
                .filter(i -> i.status().isCallable() || i.status() == Instance.Status.NODE_CRITICAL)
                .sorted(Comparator.comparing(Instance::status))
                .toList();
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
