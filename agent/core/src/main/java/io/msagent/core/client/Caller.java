package io.msagent.core.client;

import io.msagent.CallContextCarrier;
import io.msagent.CallRefusedException;
import io.msagent.MicroserviceException;
import io.msagent.core.call.CallContext;
import io.msagent.core.call.CallId;
import io.msagent.core.call.Receiver;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.call.WorkerSlot;
import io.msagent.core.client.balance.Balancer;
import io.msagent.core.client.balance.Fixed;
import io.msagent.core.client.balance.Located;
import io.msagent.core.client.balance.PowerOfTwo;
import io.msagent.core.client.balance.RoundRobin;
import io.msagent.core.context.ContextException;
import io.msagent.core.context.Travelling;
import io.msagent.core.metrics.Metric;
import io.msagent.core.registry.Subscriptions;
import io.msagent.core.token.ClusterToken;
import io.msagent.core.wire.RemoteTrace;
import java.util.Comparator;
import java.util.Objects;
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
    private final ClusterToken token;
    private final Transport transport;
    private final Provision provision;
    private final ClientOptions options;
    private final CallStats stats;
    private final Splice splice;
    private final Greeter greeter;
    private final Cancellations cancellations;
    private final RetryBudget budget = new RetryBudget();
    private final Outages outages = new Outages();
    private final AtomicBoolean warnedForAll = new AtomicBoolean();
    private final HedgeThreads hedgeThreads = new HedgeThreads();
    private final OrchestratorLocator locator;
    private final ConcurrentMap<String, Service> services = new ConcurrentHashMap<>();
    private final ConcurrentMap<Callee, Target> targets = new ConcurrentHashMap<>();

    /** What needs to be found out only once for each method. */
    private record Target(
            Service service,
            String path,
            MethodStats stats,
            @Nullable HedgeDelay hedge) {}

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
        this.token = token;
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
        this.greeter = new Greeter(token);
        this.cancellations = new Cancellations(transport, token.header(), greeter);
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
        Prepared prepared;
        try {
            prepared = prepare(target, callee, receiver, arguments);
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
        return finish(target, prepared, null);
    }

    private record Prepared(RemoteCall call, CallHistory history, Travelling context) {}

    /** On a thread of ours, so the context of the caller's has to be put in place. */
    private static @Nullable Object runHere(
            Callee callee, Prepared prepared, @Nullable Object receiver, @Nullable Object[] arguments)
            throws Throwable {
        CallContextCarrier.Restored context;
        try {
            context = callee.context().enterHere(prepared.context());
        } catch (ContextException e) {
            throw contextRefused(prepared.history(), e);
        }
        try (context) {
            return callee.runHere(receiver, arguments);
        }
    }

    /** Without its context a body must not run, neither there nor here. */
    private static CallRefusedException contextRefused(CallHistory history, ContextException e) {
        return history.refused(
                String.valueOf(e.getMessage()), "Mend the carrier (see context.carriers), or let it capture less.", e);
    }

    private Prepared prepare(Target target, Callee callee, @Nullable Object receiver, @Nullable Object[] arguments) {
        CallContext context = CallContext.current();
        CallHistory history = new CallHistory(callee.method());
        Travelling travelling;
        try {
            travelling = callee.context().capture();
        } catch (ContextException e) {
            throw contextRefused(history, e);
        }
        RemoteCall.Timing timing = RemoteCall.Timing.of(callee.method(), context);
        String digest = options.anyDigest() ? "" : callee.digest();
        Code code = new Code(digest, callee.method().key().className());
        Attempts attempts = new Attempts(
                transport,
                callee,
                target.path(),
                token.header(),
                greeter,
                cancellations,
                code,
                CallId.next(),
                context == null ? 0 : context.depth() + 1,
                context == null || context.service().isEmpty() ? options.program() : context.service(),
                encode(callee, receiver, arguments, history),
                history,
                options.attemptTimeout(),
                target.service()::ejected,
                target.service().underWay(),
                travelling,
                target.stats().meters());
        Sending sending = new Sending(attempts, target.service(), budget, target.hedge(), hedgeThreads);
        return new Prepared(new RemoteCall(sending, target.service(), code, options, timing), history, travelling);
    }

    /** Arguments that cannot travel are the program's fault; running the body here would hide it. */
    private static byte[] encode(
            Callee callee, @Nullable Object receiver, @Nullable Object[] arguments, CallHistory history) {
        try {
            return callee.method().receiver() == Receiver.VALUE
                    ? callee.codec().writeArguments(Objects.requireNonNull(receiver), arguments)
                    : callee.codec().writeArguments(arguments);
        } catch (RuntimeException | StackOverflowError e) {
            throw history.refused(
                    "the arguments cannot travel: " + e.getMessage(),
                    "Change the parameter's type, name the class in wire.allow, or leave the method local (exclude).",
                    e);
        }
    }

    /**
     * @param caller carries the caller's stack, if this is not the caller's thread
     */
    private Object @Nullable [] finish(Target target, Prepared prepared, @Nullable Throwable caller) throws Throwable {
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
    private Step bounded(Service service, Prepared prepared) {
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
        HedgeDelay hedge = method.idempotent() ? HedgeDelay.of(options.hedge()) : null;
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
        cancellations.close();
        services.values().forEach(Service::close);
        locator.close();
        hedgeThreads.close();
        transport.close();
    }
}
