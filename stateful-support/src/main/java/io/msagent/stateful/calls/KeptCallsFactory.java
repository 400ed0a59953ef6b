package io.msagent.stateful.calls;

import io.msagent.core.registry.Registry;
import io.msagent.core.server.StatefulCalls;
import io.msagent.core.stateful.StatefulCallsFactory;
import io.msagent.core.stateful.StatefulHost;
import io.msagent.stateful.holding.LeaseKeeper;
import io.msagent.stateful.local.LocalLeases;
import io.msagent.stateful.store.memory.MemoryStateStore;

/** Makes the keeper of a process's stateful services. */
public final class KeptCallsFactory implements StatefulCallsFactory {

    /** For {@link java.util.ServiceLoader}. */
    public KeptCallsFactory() {}

    @Override
    public StatefulCalls create(StatefulHost host) {
        Registry registry = host.registry();
        LeaseKeeper leases = new LocalLeases();
        MemoryStateStore store = new MemoryStateStore();
        return new KeptCalls(host.settings(), leases, () -> store);
    }
}
