package io.msagent.core.client;

import io.msagent.core.call.Deadline;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.launch.Launch;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryException;
import io.msagent.core.registry.TlsMatch;
import io.msagent.core.token.ClusterToken;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks an orchestrator, found through the registry, to start an instance: one after the other until one can say what comes
 * of it. Safe for use by any thread.
 *
 * <p>Where some are registered and none can act, another one does so in a moment: a follower takes over, or one that died is
 * started again. So it goes on asking: for a method that runs nowhere else until its deadline, for one that can run in the
 * caller for {@link #PATIENCE} at most, and for the same orchestrators only once. Where none is registered, or the registry
 * is away, the same holds if there ever was one: the registry may be on its way from one orchestrator to another. If there
 * never was one, nobody comes.
 */
public final class OrchestratorProvision implements Provision {
    /** The service as which orchestrators register. */
    static final String ORCHESTRATORS = "ms-orchestrator";

    /** The longest that a body which can run here waits for an orchestrator that can act. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** So often at least they are asked within that time: a machine that stands still has not waited. */
    static final int LEAST_ROUNDS = 4;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final Orchestrators orchestrators;
    private final ProvideExchange exchange;
    private volatile @Nullable Set<String> waitedForInVain;
    private volatile boolean everSeen;

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
        this.orchestrators = new Orchestrators(registry, token);
        this.exchange = new ProvideExchange(transport, token.header(), tls, launch, digest);
    }

    @Override
    public Answer provide(ServiceMethod method, Deadline deadline) throws InterruptedException {
        Deadline patience = patience(method, deadline);
        Duration pause = FIRST_PAUSE;
        for (int round = 1; ; round++) {
            List<Instance> registered = List.of();
            ProvideExchange.Said said;
            try {
                registered = orchestrators.lookUp(deadline);
                if (!registered.isEmpty()) {
                    everSeen = true;
                }
                said = ask(registered, method, deadline);
            } catch (RegistryException e) {
                String why = "the registry is away: " + e.getMessage();
                if (e.kind() == RegistryException.Kind.REFUSED) {
                    return new Answer.Nobody(why);
                }
                said = new ProvideExchange.Said.No(why);
            } catch (TimeoutException e) {
                return new Answer.Failed("the time was over before the registry had answered");
            }
            if (said instanceof ProvideExchange.Said.No no && !everSeen) {
                return new Answer.Nobody(no.why());
            }
            if (said instanceof ProvideExchange.Said.Decided decided) {
                waitedForInVain = null;
                return decided.answer();
            }
            if (said instanceof ProvideExchange.Said.No no) {
                Set<String> ids = registered.stream().map(Instance::id).collect(Collectors.toSet());
                boolean waited = patience.passed() && (round >= LEAST_ROUNDS || deadline.passed());
                Set<String> inVain = waitedForInVain;
                if (waited || method.localFallback() && inVain != null && inVain.containsAll(ids)) {
                    waitedForInVain = ids;
                    return new Answer.Nobody(no.why());
                }
            }
            if (deadline.passed()) {
                return new Answer.Failed("the time was over before an orchestrator had answered");
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(pause.toNanos(), deadline.left().toNanos()));
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        }
    }

    /** A body that can run here shall find time for it. */
    private static Deadline patience(ServiceMethod method, Deadline deadline) {
        return method.localFallback()
                ? Deadline.after(PATIENCE)
                        .orEarlier(Deadline.after(deadline.left().dividedBy(2)))
                : deadline;
    }

    /** Until one has something to say; else what the last one did that may only be slow, or else what the last one did. */
    private ProvideExchange.Said ask(List<Instance> registered, ServiceMethod method, Deadline deadline)
            throws InterruptedException {
        if (registered.isEmpty()) {
            return new ProvideExchange.Said.No("no orchestrator is registered (start one: bin/orchestrator)");
        }
        List<Instance> callable = Orchestrators.callable(registered);
        ProvideExchange.Said silent = null;
        ProvideExchange.Said last = new ProvideExchange.Said.No("every orchestrator that is registered is critical");
        for (int i = 0; i < callable.size() && !deadline.passed(); i++) {
            last = exchange.ask(callable.get(i), method, deadline, i + 1 < callable.size());
            if (last instanceof ProvideExchange.Said.Decided || last instanceof ProvideExchange.Said.NotYet) {
                return last;
            }
            if (last instanceof ProvideExchange.Said.Silent) {
                silent = last;
            }
        }
        return silent == null ? last : silent;
    }
}
