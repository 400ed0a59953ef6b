package io.msagent.core.client;

import io.msagent.CallContextCarrier;
import io.msagent.CallRefusedException;
import io.msagent.MicroserviceException;
import io.msagent.Transaction;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.call.WorkerSlot;
import io.msagent.core.client.balance.Balancer;
import io.msagent.core.client.balance.Fixed;
import io.msagent.core.client.balance.Located;
import io.msagent.core.client.balance.PowerOfTwo;
import io.msagent.core.client.balance.RoundRobin;
import io.msagent.core.context.ContextException;
import io.msagent.core.metrics.Metric;
import io.msagent.core.registry.Subscriptions;
import io.msagent.core.token.ClusterToken;
import io.msagent.core.wire.RemoteTrace;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls to providers. Safe for use by any thread; starts no thread that keeps the process alive.
 *
 * <p>A synchronous call is made on the calling thread; one to a method whose result is a future is made on a thread of
 * its own and returns at once.
 */
public final class Caller implements AutoCloseable {
    private final Subscriptions registry;
    private final Transport transport;
    private final Provision provision;
    private final ClientOptions options;
    private final CallStats stats;
    private final Splice splice;
    private final Notices notices;
    private final Transactions transactions;
    private final Preparing preparing;
    private final RetryBudget budget = new RetryBudget();
    private final Outages outages = new Outages();
    private final AtomicBoolean warnedForAll = new AtomicBoolean();
    private final HedgeThreads hedgeThreads = new HedgeThreads();
    private final OrchestratorLocator locator;
    private final ConcurrentMap<String, Service> services = new ConcurrentHashMap<>();
    private final ConcurrentMap<Callee, Target> targets = new ConcurrentHashMap<>();

    /**
     * Makes no request yet.
     *
     * @param registry where instances are found; stays its maker's to close
     * @param transport is closed with the caller
     * @param provision is asked for what does not run yet
     * @param stats counts the calls
     */
    public Caller(
            Subscriptions registry,
            ClusterToken token,
            Transport transport,
            Provision provision,
            ClientOptions options,
            CallStats stats) {
        this(registry, token, transport, provision, options, stats, RemoteTrace::splice);
    }

    Caller(
            Subscriptions registry,
            ClusterToken token,
            Transport transport,
            Provision provision,
            ClientOptions options,
            CallStats stats,
            Splice splice) {
        this.registry = registry;
        this.transport = transport;
        this.provision = provision;
        this.options = options;
        this.stats = stats;
        this.splice = splice;
        this.locator = new OrchestratorLocator(
                new ServiceWatch(registry, OrchestratorProvision.ORCHESTRATORS, outages, options.grace(), known -> {}),
                transport,
                token.header(),
                options.anyDigest());
        Greeter greeter = new Greeter(token);
        this.notices = new Notices(transport, token.header(), greeter);
        this.transactions = new Transactions(notices);
        Shared shared = new Shared(transport, token.header(), greeter, notices, transactions, options.attemptTimeout());
        this.preparing = new Preparing(shared, options, budget, hedgeThreads);
        stats.meters().gauge(Metric.CLIENT_BUDGET, budget::left);
    }

    /**
     * Makes a call.
     *
     * <p>Blocks until the call has ended or its deadline has passed; an interrupt ends it at once. For a method whose
     * result is a future it returns a {@link java.util.concurrent.CompletableFuture} at once, which every failure goes
     * into; cancelling it gives the call up.
     *
     * @param receiver the object it was called on; null for a static method
     * @return an array whose one element is the result, or null if the body is to run here: nobody serves it, and it
     *     has certainly not started anywhere
     * @throws MicroserviceException if the machinery failed; its type says whether the body may have run
     * @throws Throwable what the body threw
     */
    public Object @Nullable [] call(Callee callee, @Nullable Object receiver, @Nullable Object[] arguments)
            throws Throwable {
        Target target = targets.computeIfAbsent(callee, this::target);
        target.stats().begun();
        long begin = System.nanoTime();
        budget.call();
        Preparing.Prepared prepared;
        try {
            prepared = preparing.prepare(target, callee, receiver, arguments);
            if (callee.method().async()) {
                Throwable caller = new Throwable("where the call was made");
                return new Object[] {
                    target.service()
                            .async()
                            .start(
                                    () -> finish(target, prepared, caller),
                                    () -> runHere(callee, prepared, receiver, arguments),
                                    prepared.history())
                };
            }
        } catch (CallRefusedException e) {
            target.stats().refused(System.nanoTime() - begin);
            if (callee.method().async()) {
                return new Object[] {CompletableFuture.failedFuture(e)};
            }
            throw e;
        }
        Object[] answer = finish(target, prepared, null);
        // a body that runs here numbers its calls as it would elsewhere
        return answer == null && prepared.history().transaction() != null
                ? new Object[] {joined(prepared, () -> callee.runHere(receiver, arguments))}
                : answer;
    }

    /** On a thread of ours, so the context of the caller's has to be put in place. */
    private static @Nullable Object runHere(
            Callee callee, Preparing.Prepared prepared, @Nullable Object receiver, @Nullable Object[] arguments)
            throws Throwable {
        CallContextCarrier.Restored context;
        try {
            context = callee.context().enterHere(prepared.context());
        } catch (ContextException e) {
            throw Preparing.contextRefused(prepared.history(), e);
        }
        try (context) {
            return joined(prepared, () -> callee.runHere(receiver, arguments));
        }
    }

    private static @Nullable Object joined(Preparing.Prepared prepared, AsyncCalls.Here body) throws Throwable {
        TransactionCall place = prepared.history().transaction();
        if (place == null) {
            return body.run();
        }
        try (Transaction.Joined unused = Transaction.Agent.join(place.id().value(), place.number())) {
            return body.run();
        }
    }

    /**
     * @param caller carries the caller's stack, if this is not the caller's thread
     */
    private Object @Nullable [] finish(Target target, Preparing.Prepared prepared, @Nullable Throwable caller)
            throws Throwable {
        Step step = bounded(target.service(), prepared);
        target.stats().ended(step, prepared.history());
        if (step instanceof Step.Returned returned) {
            return new Object[] {returned.value()};
        }
        if (step instanceof Step.Threw threw) {
            StackTraceElement[] frames = (caller == null ? new Throwable() : caller).getStackTrace();
            splice.splice(threw.exception(), prepared.history().where(), frames);
            throw threw.exception();
        }
        if (step instanceof Step.RunHere here) {
            target.service().runsHere(here);
            return null;
        }
        throw ((Step.Failed) step).exception();
    }

    /** What a sick service holds up is bounded: past that a call is refused at once, and not made to wait as well. */
    private Step bounded(Service service, Preparing.Prepared prepared) {
        if (!service.enter()) {
            return new Step.Failed(prepared.history()
                    .refused(
                            options.maxInFlight() + " calls to this service are under way in this process",
                            "Make fewer at once, or raise client.max-in-flight.",
                            null));
        }
        try {
            return run(prepared.call());
        } finally {
            service.leave();
        }
    }

    /** While a provider's worker waits for another process, its slot serves other bodies. */
    private static Step run(RemoteCall call) {
        WorkerSlot slot = WorkerSlot.current();
        if (slot == null) {
            return call.run();
        }
        slot.lend();
        try {
            return call.run();
        } finally {
            slot.takeBack();
        }
    }

    private Target target(Callee callee) {
        ServiceMethod method = callee.method();
        Service service = services.computeIfAbsent(
                method.service(),
                name -> new Service(
                        name, registry, outages, options, balancer(), provision, warnedForAll, stats.meters()));
        HedgeDelay hedge = method.idempotent() && method.stateful() == null ? HedgeDelay.of(options.hedge()) : null;
        return new Target(service, CallPath.of(method), stats.of(method), hedge);
    }

    private Balancer balancer() {
        return switch (options.balance()) {
            case CLIENT -> new PowerOfTwo();
            case ROUND_ROBIN -> new RoundRobin();
            case ORCHESTRATOR -> new Located(locator);
            case NONE -> new Fixed();
        };
    }

    /** A transaction has ended: instances that have had calls of it are told, in the background. */
    public void ended(Transaction transaction) {
        transactions.ended(transaction.id());
    }

    /** What it does at this moment. */
    public ClientState state() {
        return new ClientState(
                budget.left(),
                services.values().stream()
                        .map(Service::state)
                        .sorted(Comparator.comparing(ClientState.ServiceState::service))
                        .toList());
    }

    /** Ends subscriptions, connections and asynchronous calls; calls under way fail. Never throws. */
    @Override
    public void close() {
        notices.close();
        services.values().forEach(Service::close);
        locator.close();
        hedgeThreads.close();
        transport.close();
    }
}
