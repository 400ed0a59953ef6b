package io.msagent.stateful.calls;

import io.msagent.core.config.Keys;
import io.msagent.core.registry.Registry;
import io.msagent.core.server.StatefulCalls;
import io.msagent.core.stateful.StatefulCallsFactory;
import io.msagent.core.stateful.StatefulHost;
import io.msagent.stateful.lease.LeaseKeeper;
import io.msagent.stateful.lease.RegistryLeases;
import io.msagent.stateful.local.LocalLeases;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.memory.MemoryStateStore;
import io.msagent.stateful.store.opening.StateStores;

/** Makes the keeper of a process's stateful services. */
public final class KeptCallsFactory implements StatefulCallsFactory {

    /** For {@link java.util.ServiceLoader}. */
    public KeptCallsFactory() {}

    @Override
    public StatefulCalls create(StatefulHost host) {
        Registry registry = host.registry();
        LeaseKeeper leases = registry == null ? new LocalLeases() : new RegistryLeases(host, registry);
        return new KeptCalls(host.settings(), leases, host.peers(), new Once<>(() -> store(host)));
    }

    /** A process that is alone has no orchestrator that would run a store for it. */
    private static StateStore store(StatefulHost host) {
        boolean own = host.registry() == null && !host.settings().isSet(Keys.STATE_URL);
        return own ? new MemoryStateStore() : StateStores.open(host);
    }
}
