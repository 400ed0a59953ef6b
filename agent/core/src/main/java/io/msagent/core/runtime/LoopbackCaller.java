package io.msagent.core.runtime;

import io.msagent.Transaction;
import io.msagent.core.client.CallStats;
import io.msagent.core.client.Caller;
import io.msagent.core.client.ClientOptions;
import io.msagent.core.client.HttpTransport;
import io.msagent.core.client.Provision;
import io.msagent.core.client.Transport;
import io.msagent.core.compare.Compared;
import io.msagent.core.compare.Findings;
import io.msagent.core.config.Keys;
import io.msagent.core.config.Settings;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Registration;
import io.msagent.core.registry.RegistryException;
import io.msagent.core.registry.Subscriptions;
import io.msagent.core.server.CallServer;
import io.msagent.core.server.ServedMethod;
import io.msagent.core.server.ServedService;
import io.msagent.core.server.StatefulCalls;
import io.msagent.core.tls.ReloadingTls;
import io.msagent.core.tls.TlsSettings;
import io.msagent.core.token.ClusterToken;
import io.msagent.core.wire.ModuleOpener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls that go through the wire and come back to this very process: everything is really encoded, sent, and run on a
 * worker. Shows what distribution would change about a program without starting another process.
 */
final class LoopbackCaller implements CallerRole, Subscriptions {
    private final Settings settings;
    private final MethodTable methods;
    private final Receivers receivers;
    private final ModuleOpener opener;
    private final Repeats repeats;
    private final Optional<Findings> findings;
    private final Measuring measuring;
    private final Set<WovenMethod> served = ConcurrentHashMap.newKeySet();
    private @Nullable CallServer server;
    private @Nullable StatefulCalls stateful;
    private @Nullable Callers callers;

    /** Two if calls are repeated, because what a lost answer leads to depends on the method. */
    private record Callers(Caller idempotent, Caller other, ClusterToken token) {
        void ended(Transaction transaction) {
            idempotent.ended(transaction);
            if (other != idempotent) {
                other.ended(transaction);
            }
        }
    }

    LoopbackCaller(
            Settings settings, MethodTable methods, Receivers receivers, ModuleOpener opener, Measuring measuring) {
        this.settings = settings;
        this.methods = methods;
        this.receivers = receivers;
        this.opener = opener;
        this.measuring = measuring;
        this.repeats = Repeats.from(settings);
        this.findings = settings.find(Keys.LOOPBACK_COMPARE).map(Findings::new);
    }

    @Override
    public Object @Nullable [] call(WovenMethod method, @Nullable Object receiver, @Nullable Object[] arguments)
            throws Throwable {
        Caller connected = caller(method);
        if (repeats.loses(method.method())) {
            repeats.forgetAnswer(() -> connected.call(method, receiver, arguments));
        }
        return connected.call(method, receiver, arguments);
    }

    private synchronized Caller caller(WovenMethod method) throws IOException {
        CallServer listening = server;
        Callers there = callers;
        if (listening == null || there == null) {
            byte[] secret = new byte[32];
            new SecureRandom().nextBytes(secret);
            ClusterToken token = ClusterToken.of(HexFormat.of().formatHex(secret));
            listening = Provider.listen(settings, token, List.of(), measuring.meters());
            server = listening;
            ClientOptions options = ClientOptions.from(settings);
            CallStats stats = new CallStats(measuring.meters());
            Transport transport = new HttpTransport(
                    options, TlsSettings.files(settings).map(ReloadingTls::new).orElse(null));
            Caller idempotent = new Caller(this, token, transport, Provision.NONE, options, stats);
            Transport twice = repeats.over(transport);
            // one shows its gauges whole; of two those of the second are seen
            there = new Callers(
                    idempotent,
                    twice == transport ? idempotent : new Caller(this, token, twice, Provision.NONE, options, stats),
                    token);
            callers = there;
            Transaction.Agent.set(there::ended);
        }
        if (served.add(method)) {
            // classes come one by one, so a service grows
            ServedService service = service(method.method().service());
            if (StatefulServices.isStateful(service)) {
                stateful(listening, there.token())
                        .serve(service, registration(service, listening).id());
            }
            listening.serve(service);
        }
        return method.method().idempotent() ? there.idempotent() : there.other();
    }

    private StatefulCalls stateful(CallServer listening, ClusterToken token) {
        StatefulCalls there = stateful;
        if (there == null) {
            there = StatefulServices.create(settings, token, null, measuring.meters());
            listening.stateful(there);
            stateful = there;
        }
        return there;
    }

    private Registration registration(ServedService service, CallServer listening) {
        return Registrations.of(settings, service, listening.address().getHost(), listening.port());
    }

    private ServedService service(String name) {
        List<WovenMethod> woven = methods.of(name);
        return new ServedService(
                name, woven.get(0).digest(), woven.stream().map(this::served).toList());
    }

    private ServedMethod served(WovenMethod method) {
        Served served = new Served(method, receivers);
        return findings.<ServedMethod>map(
                        lines -> new Compared(served, () -> method.body().method(), served::on, opener, lines))
                .orElse(served);
    }

    /** The one instance there is. */
    @Override
    public synchronized Subscription watch(
            String service, Consumer<List<Instance>> listener, Consumer<RegistryException> onLost) {
        CallServer listening = server;
        if (listening == null) {
            throw new UncheckedIOException(new IOException("loopback is not listening"));
        }
        Registration self = registration(service(service), listening);
        listener.accept(List.of(
                new Instance(self.id(), service, self.host(), self.port(), self.meta(), Instance.Status.PASSING, "")));
        return () -> {};
    }
}
