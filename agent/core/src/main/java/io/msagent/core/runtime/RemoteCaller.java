package io.msagent.core.runtime;

import io.msagent.CallRefusedException;
import io.msagent.Transaction;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.client.CallStats;
import io.msagent.core.client.Caller;
import io.msagent.core.client.ClientOptions;
import io.msagent.core.client.HttpTransport;
import io.msagent.core.client.OrchestratorProvision;
import io.msagent.core.client.Provision;
import io.msagent.core.client.Transport;
import io.msagent.core.config.Keys;
import io.msagent.core.config.Settings;
import io.msagent.core.launch.Launch;
import io.msagent.core.launch.LaunchDescriber;
import io.msagent.core.log.Log;
import io.msagent.core.registry.ProvenInstances;
import io.msagent.core.registry.Subscriptions;
import io.msagent.core.registry.TlsMatch;
import io.msagent.core.tls.ReloadingTls;
import io.msagent.core.tls.TlsSettings;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Calls to providers in other processes. Connects at the first call, because most programs start without one. */
final class RemoteCaller implements CallerRole {
    private final Host host;
    private final MethodTable methods;
    private final Cluster cluster;
    private final Measuring measuring;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private final CallsUnderWay underWay;
    private volatile @Nullable Caller caller;

    RemoteCaller(Host host, MethodTable methods, Cluster cluster, Measuring measuring) {
        this.host = host;
        this.methods = methods;
        this.cluster = cluster;
        this.measuring = measuring;
        this.underWay = new CallsUnderWay(host.settings().get(Keys.DRAIN_TIMEOUT));
    }

    @Override
    public Object @Nullable [] call(WovenMethod method, @Nullable Object receiver, @Nullable Object[] arguments)
            throws Throwable {
        Caller connected = caller;
        if (connected == null) {
            try {
                connected = connect();
            } catch (RuntimeException e) {
                return runHere(method.method(), e);
            }
        }
        try {
            method.link();
        } catch (RuntimeException | LinkageError e) {
            return runHere(method.method(), e);
        }
        Caller there = connected;
        return underWay.run(method.method().async(), () -> there.call(method, receiver, arguments));
    }

    private synchronized Caller connect() {
        Caller there = caller;
        if (there == null) {
            Settings settings = host.settings();
            ClientOptions options = ClientOptions.from(settings);
            Transport transport = new HttpTransport(
                    options, TlsSettings.files(settings).map(ReloadingTls::new).orElse(null));
            CallStats stats = new CallStats(measuring.meters());
            // the token goes only to who has it already
            Subscriptions proven = tlsMatch().over(new ProvenInstances(cluster.token()).over(cluster.registry()));
            there = new Caller(proven, cluster.token(), transport, provision(transport), options, stats);
            underWay.atExit(() -> settings.find(Keys.STATS_FILE).ifPresent(file -> StatsFile.write(stats, file)));
            Transaction.Agent.set(there::ended);
            caller = there;
        }
        return there;
    }

    private Provision provision(Transport transport) {
        return host.settings().get(Keys.PROVIDE)
                ? new OrchestratorProvision(
                        cluster.registry(), cluster.token(), tlsMatch(), transport, this::launch, this::digest)
                : Provision.NONE;
    }

    private TlsMatch tlsMatch() {
        return new TlsMatch(host.settings().isSet(Keys.TLS_CA));
    }

    private Launch launch(ServiceMethod method) {
        return LaunchDescriber.describe(
                host.agentJar(),
                host.agentArguments(),
                host.settings().get(Keys.LAUNCH_ENV),
                methods.classesOf(method.service()));
    }

    private String digest(ServiceMethod method) {
        return methods.of(method.service()).get(0).digest();
    }

    /**
     * Without a token, or with a class that cannot be looked into, nobody can be called, and nothing has been sent; that is
     * no reason to stop a program that can do the work itself.
     */
    private Object @Nullable [] runHere(ServiceMethod method, Throwable why) {
        if (!method.localFallback() || method.stateful() != null) {
            throw new CallRefusedException(method.key() + " cannot be called: " + why.getMessage(), why);
        }
        if (warned.add(String.valueOf(why.getMessage()))) {
            Log.warn(method.key() + " runs here: " + why.getMessage());
        }
        return null;
    }
}
