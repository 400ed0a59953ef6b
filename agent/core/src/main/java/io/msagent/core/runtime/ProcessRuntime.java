package io.msagent.core.runtime;

import io.msagent.core.call.ServiceMethod;
import io.msagent.core.config.Keys;
import io.msagent.core.config.Mode;
import io.msagent.core.config.ServeMain;
import io.msagent.core.config.Settings;
import io.msagent.core.context.AppContexts;
import io.msagent.core.wire.WireOptions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The runtime of one process. Decides for each woven method whether its calls go out, and hands them to the caller's
 * role; hands {@code main} to the provider's role. Either role is set up when it is first needed.
 */
final class ProcessRuntime implements AgentRuntime {
    private final Settings settings;
    private final Set<String> serves;
    private final boolean loopback;
    private final MethodTable methods;
    private final Beans beans = new Beans();
    private final CallerRole caller;
    private final ProviderRole provider;

    ProcessRuntime(Host host) {
        this.settings = host.settings();
        this.serves = Set.copyOf(settings.get(Keys.SERVE));
        this.loopback = settings.get(Keys.MODE) == Mode.LOOPBACK;
        WireOptions wire = new WireOptions(
                settings.get(Keys.WIRE_ALLOW),
                settings.get(Keys.WIRE_MAX_BYTES),
                settings.get(Keys.WIRE_MAX_DEPTH),
                host.opener());
        this.methods = new MethodTable(new Bodies(wire, new AppContexts(settings, host.loaded())));
        Receivers receivers = new Receivers(beans, host.opener());
        Cluster cluster = new Cluster(settings);
        cluster.checkFiles();
        Measuring measuring = new Measuring(settings, cluster);
        measuring.showIfCaller();
        this.caller = loopback
                ? new LoopbackCaller(settings, methods, receivers, host.opener(), measuring)
                : new RemoteCaller(host, methods, cluster, measuring);
        this.provider = new ProviderRole(
                settings, cluster, new ServedServices(settings, methods, host.classes(), receivers), beans, measuring);
    }

    @Override
    public int add(ServiceMethod method, @Nullable ClassLoader loader) {
        return methods.add(method, loader);
    }

    @Override
    public boolean leaves(int number) {
        if (LocalEntry.take(number)) {
            return false;
        }
        ServiceMethod method = methods.get(number).method();
        return loopback || method.stateful() != null || !serves.contains(method.service());
    }

    @Override
    public Object @Nullable [] call(int number, @Nullable Object receiver, @Nullable Object[] arguments)
            throws Throwable {
        WovenMethod method = methods.get(number);
        if (OwnCalls.isPartOfBody(method, receiver, arguments)) {
            return null;
        }
        return caller.call(method, receiver, arguments);
    }

    @Override
    public boolean enterMain() {
        if (serves.isEmpty()) {
            return false;
        }
        if (settings.get(Keys.SERVE_MAIN) == ServeMain.REPLACE) {
            provider.serveUntilStopped();
            return true;
        }
        provider.serveIfMainStays();
        return false;
    }

    @Override
    public void leaveMain() {
        if (!serves.isEmpty()) {
            provider.serveUntilStopped();
        }
    }

    @Override
    public void born(Object receiver) {
        if (!UnseenStateCodec.isMaking()) {
            beans.add(receiver);
        }
    }
}
