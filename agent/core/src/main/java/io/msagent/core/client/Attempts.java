package io.msagent.core.client;

import io.msagent.core.call.CallId;
import io.msagent.core.call.Deadline;
import io.msagent.core.call.NotStarted;
import io.msagent.core.call.Outcome;
import io.msagent.core.call.Receiver;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.context.Travelling;
import io.msagent.core.registry.Instance;
import io.msagent.core.wire.MethodCodec;
import io.msagent.core.wire.Protocol;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends one call's request, as often as it takes, to the instances it is told. Used by one thread. */
final class Attempts {
    private final Transport transport;
    private final ServiceMethod method;
    private final MethodCodec codec;
    private final String path;
    private final Map<String, String> headers = new HashMap<>();
    private final byte[] arguments;
    private final CallHistory history;
    private final MethodMeters meters;
    private @Nullable AttemptEnding last;

    /**
     * @param digest empty if any code will do
     */
    Attempts(
            Transport transport,
            Callee callee,
            String path,
            String authorization,
            String digest,
            CallId id,
            int depth,
            byte[] arguments,
            CallHistory history,
            Travelling context,
            MethodMeters meters) {
        this.transport = transport;
        this.method = callee.method();
        this.codec = callee.codec();
        this.path = path;
        this.arguments = arguments;
        this.history = history;
        this.meters = meters;
        context.forEachHeader(headers::put);
        headers.put("Authorization", authorization);
        headers.put("Content-Type", codec.mediaType());
        headers.put(Protocol.CALL_ID, id.value());
        headers.put(Protocol.DEPTH, Integer.toString(depth));
        if (!digest.isEmpty()) {
            headers.put(Protocol.DIGEST, digest);
        }
        if (method.receiver() == Receiver.VALUE) {
            headers.put(Protocol.RECEIVER, "value");
        }
    }

    ServiceMethod method() {
        return method;
    }

    CallHistory history() {
        return history;
    }

    /** Makes one attempt and notes what came of it. */
    Outcome send(Instance instance, Balancer.Load load, Deadline deadline) {
        history.attempt();
        headers.put(Protocol.TIME_LEFT, Long.toString(deadline.millisLeft()));
        load.begin();
        boolean well = false;
        long begin = System.nanoTime();
        try {
            Transport.Reply reply = transport.send(
                    instance.host(), instance.port(), new Transport.Request(path, headers, arguments), deadline);
            Outcome outcome = Answers.read(reply, codec);
            AttemptEnding ending = AttemptEnding.of(outcome);
            meters.attempted(ending, last, System.nanoTime() - begin);
            last = ending;
            well = note(instance, outcome);
            return outcome;
        } finally {
            load.end(well);
        }
    }

    /** Whether the instance did its part. */
    private boolean note(Instance instance, Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            String detail = refused.detail().isEmpty() ? "" : " (" + refused.detail() + ")";
            history.failed(instance, refused.reason().wireName() + detail, null);
            return !refused.reason().mayWorkElsewhere() || refused.reason() == NotStarted.EXPIRED;
        }
        if (outcome instanceof Outcome.Unreachable unreachable) {
            history.failed(instance, "not reached: " + unreachable.cause().getMessage(), unreachable.cause());
            return false;
        }
        if (outcome instanceof Outcome.Lost lost) {
            history.mayHaveRun();
            history.failed(instance, "no answer: " + lost.cause(), lost.cause());
            // a caller that was interrupted says nothing about the instance
            return Thread.currentThread().isInterrupted();
        }
        if (outcome instanceof Outcome.Unreadable unreadable) {
            history.mayHaveRun();
            history.failed(instance, "unreadable: " + unreadable.cause().getMessage(), unreadable.cause());
        } else {
            history.answered(instance);
        }
        return true;
    }
}
