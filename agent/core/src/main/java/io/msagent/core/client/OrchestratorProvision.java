package io.msagent.core.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.msagent.core.call.Deadline;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.launch.Launch;
import io.msagent.core.launch.ProvideRequest;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.ProvenInstances;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryException;
import io.msagent.core.registry.TlsMatch;
import io.msagent.core.token.ClusterToken;
import io.msagent.core.wire.Protocol;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Asks an orchestrator, found through the registry, to start an instance. Safe for use by any thread. */
public final class OrchestratorProvision implements Provision {
    /** The service as which orchestrators register. */
    static final String ORCHESTRATORS = "ms-orchestrator";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Registry registry;
    private final ClusterToken token;
    private final ProvenInstances proven;
    private final TlsMatch tls;
    private final Transport transport;
    private final Function<ServiceMethod, Launch> launch;
    private final Function<ServiceMethod, String> digest;

    /**
     * Makes no request yet.
     *
     * @param tls which orchestrators this process can speak with
     * @param launch how to start a provider of the method's service
     * @param digest digest of the caller's code of the method's service
     */
    public OrchestratorProvision(
            Registry registry,
            ClusterToken token,
            TlsMatch tls,
            Transport transport,
            Function<ServiceMethod, Launch> launch,
            Function<ServiceMethod, String> digest) {
        this.registry = registry;
        this.token = token;
        this.proven = new ProvenInstances(token);
        this.tls = tls;
        this.transport = transport;
        this.launch = launch;
        this.digest = digest;
    }

    @Override
    public Answer provide(ServiceMethod method, Deadline deadline) throws InterruptedException {
        List<Instance> orchestrators;
        try {
            orchestrators = lookUp(deadline);
        } catch (RegistryException e) {
            return new Answer.Nobody("the registry is away: " + e.getMessage());
        } catch (TimeoutException e) {
            return new Answer.Failed("the time was over before the registry had answered");
        }
        String why = "no orchestrator is registered (start one: bin/orchestrator)";
        for (Instance orchestrator : orchestrators) {
            if (deadline.passed()) {
                return new Answer.Failed("the time was over before an orchestrator had answered");
            }
            String address = orchestrator.host() + ":" + orchestrator.port();
            String trouble = tls.trouble(orchestrator);
            if (trouble != null) {
                why = "the orchestrator at " + address + " is not asked: " + trouble;
                continue;
            }
            Transport.Reply reply =
                    transport.send(orchestrator.host(), orchestrator.port(), request(method, deadline), deadline);
            if (Thread.interrupted()) {
                throw new InterruptedException("asking the orchestrator at " + address);
            }
            if (reply instanceof Transport.Reply.Answered answered) {
                return answer(answered, address);
            }
            // asking twice is harmless: an orchestrator starts one instance for all who ask
            why = "the orchestrator at " + address + " does not answer: " + reply;
        }
        return new Answer.Nobody(why);
    }

    /** On a thread of its own, because the registry's time limit is not the call's. Those in doubt come last. */
    private List<Instance> lookUp(Deadline deadline) throws InterruptedException, TimeoutException {
        FutureTask<List<Instance>> task = new FutureTask<>(() -> proven.of(registry.lookUp(ORCHESTRATORS)));
        Thread thread = new Thread(task, "ms-agent-find-orchestrator");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(deadline.millisLeft(), TimeUnit.MILLISECONDS).stream()
                    .filter(i -> i.status().isCallable() || i.status() == Instance.Status.NODE_CRITICAL)
                    .sorted(Comparator.comparing(Instance::status))
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private Transport.Request request(ServiceMethod method, Deadline deadline) {
        long left = deadline.millisLeft();
        // it answers a little before we stop listening, so that its reasons arrive
        long millis = Math.max(1, left - Math.min(left / 10, 500));
        ProvideRequest body = new ProvideRequest(method.service(), digest.apply(method), millis, launch.apply(method));
        try {
            return new Transport.Request(
                    Protocol.PROVIDE_PATH,
                    Map.of("Authorization", token.header(), "Content-Type", "application/json"),
                    JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request of strings and numbers can always be written", e);
        }
    }

    private static Answer answer(Transport.Reply.Answered answer, String address) {
        String detail = Answers.text(answer.body(), "detail");
        String said = detail.isEmpty() ? Answers.text(answer.body(), "title") : detail;
        return switch (answer.status()) {
            case 200 -> new Answer.Provided();
            case 401, 403 ->
                new Answer.Failed("the orchestrator at " + address
                        + " does not accept this process's cluster token (give both the same: token, token.file or MS_TOKEN)"
                        + (said.isEmpty() ? "" : ": " + said));
            case 503 ->
                // its lock is lost or its registry away; another one, or the same, acts in a moment
                new Answer.Nobody(
                        "the orchestrator at " + address + " does not act now" + (said.isEmpty() ? "" : ": " + said));
            default ->
                new Answer.Failed("the orchestrator at " + address + " answered status " + answer.status()
                        + (said.isEmpty() ? "" : ": " + said));
        };
    }
}
