package io.msagent.core.runtime;

import io.msagent.core.config.Settings;
import io.msagent.core.config.SettingsException;
import io.msagent.core.metrics.Meters;
import io.msagent.core.registry.Registry;
import io.msagent.core.server.ServedService;
import io.msagent.core.server.StatefulCalls;
import io.msagent.core.stateful.StatefulCallsFactory;
import io.msagent.core.stateful.StatefulHost;
import io.msagent.core.token.ClusterToken;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds the keeper of a process's stateful services. */
final class StatefulServices {
    private StatefulServices() {}

    static boolean isStateful(ServedService service) {
        return service.methods().stream().anyMatch(method -> method.about().stateful() != null);
    }

    /** @param registry null: this process is all there is */
    static StatefulCalls create(Settings settings, ClusterToken token, @Nullable Registry registry, Meters meters) {
        return ServiceLoader.load(StatefulCallsFactory.class, StatefulCallsFactory.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new SettingsException("no keeper of stateful services on the class path"))
                .create(new StatefulHost(settings, token, registry, InstanceRequests.of(settings, token), meters));
    }
}
