package io.msagent.core.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.msagent.core.call.Deadline;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.launch.Launch;
import io.msagent.core.launch.ProvideRequest;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.TlsMatch;
import io.msagent.core.wire.Protocol;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * Asks one orchestrator for an instance. Asking twice is harmless: all orchestrators start one instance for all who ask. So
 * each is asked for a short time and then again, and one that hangs is found out. Safe for use by any thread.
 */
final class ProvideExchange {
    /** How long an orchestrator waits for an instance before it says that there is none yet. */
    private static final Duration SLICE = Duration.ofSeconds(3);
    /** How much longer its answer is waited for while there is another one to ask. */
    private static final Duration LATE = Duration.ofSeconds(2);
    /** The same, if there is not. */
    private static final Duration LATE_ALONE = Duration.ofSeconds(10);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Transport transport;
    private final String authorization;
    private final TlsMatch tls;
    private final Function<ServiceMethod, Launch> launch;
    private final Function<ServiceMethod, String> digest;

    ProvideExchange(
            Transport transport,
            String authorization,
            TlsMatch tls,
            Function<ServiceMethod, Launch> launch,
            Function<ServiceMethod, String> digest) {
        this.transport = transport;
        this.authorization = authorization;
        this.tls = tls;
        this.launch = launch;
        this.digest = digest;
    }

    /** What came of asking one. */
    sealed interface Said {
        /** It knows what comes of it. */
        record Decided(Provision.Answer answer) implements Said {}

        /** It works on it. */
        record NotYet() implements Said {}

        /** Nothing in time: it hangs, or is slow. */
        record Silent() implements Said {}

        /** It is not there, or cannot act now. */
        record No(String why) implements Said {}
    }

    /**
     * Blocks until it has answered or the time is over; interruptible.
     *
     * @param hasOthers whether there is another one to ask
     */
    Said ask(Instance orchestrator, ServiceMethod method, Deadline deadline, boolean hasOthers)
            throws InterruptedException {
        String address = orchestrator.host() + ":" + orchestrator.port();
        String trouble = tls.trouble(orchestrator);
        if (trouble != null) {
            return new Said.No("the orchestrator at " + address + " is not asked: " + trouble);
        }
        long left = deadline.millisLeft();
        // it answers a little before we stop listening, so that its reasons arrive
        long whole = Math.max(1, left - Math.min(left / 10, 500));
        long millis = Math.min(whole, SLICE.toMillis());
        Duration late = hasOthers ? LATE : LATE_ALONE;
        Transport.Reply reply = transport.send(
                orchestrator.host(),
                orchestrator.port(),
                request(method, millis),
                deadline.orEarlier(Deadline.after(late.plusMillis(millis))));
        if (Thread.interrupted()) {
            throw new InterruptedException("asking the orchestrator at " + address);
        }
        if (reply instanceof Transport.Reply.Answered answered) {
            return said(answered, address, millis < whole);
        }
        boolean silent = reply instanceof Transport.Reply.Lost lost && lost.cause() instanceof SocketTimeoutException;
        return silent
                ? new Said.Silent()
                : new Said.No("the orchestrator at " + address + " does not answer: " + reply);
    }

    private Transport.Request request(ServiceMethod method, long millis) {
        ProvideRequest body = new ProvideRequest(method.service(), digest.apply(method), millis, launch.apply(method));
        try {
            return new Transport.Request(
                    Protocol.PROVIDE_PATH,
                    Map.of("Authorization", authorization, "Content-Type", "application/json"),
                    JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request of strings and numbers can always be written", e);
        }
    }

    private static Said said(Transport.Reply.Answered answer, String address, boolean timeIsLeft) {
        String detail = Answers.text(answer.body(), "detail");
        String said = detail.isEmpty() ? Answers.text(answer.body(), "title") : detail;
        String colon = said.isEmpty() ? "" : ": " + said;
        return switch (answer.status()) {
            case 200 -> new Said.Decided(new Provision.Answer.Provided());
            case 401, 403 ->
                failed("the orchestrator at " + address
                        + " does not accept this process's cluster token (give both the same: token, token.file or MS_TOKEN)"
                        + colon);
            case 503 ->
                // its lock is lost or its registry away; another one, or the same, acts in a moment
                new Said.No("the orchestrator at " + address + " does not act now" + colon);
            case 504 ->
                timeIsLeft
                        ? new Said.NotYet()
                        : failed("the orchestrator at " + address + " answered status 504" + colon);
            default -> failed("the orchestrator at " + address + " answered status " + answer.status() + colon);
        };
    }

    private static Said failed(String why) {
        return new Said.Decided(new Provision.Answer.Failed(why));
    }
}
