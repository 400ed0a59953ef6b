package io.msagent.stateful.store.memory;

import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StoreRaceContract;

/** The double does what the others do. */
class MemoryStoreContractTest extends StoreRaceContract {
    private static final StateStore STORE = new MemoryStateStore();

    @Override
    protected StateStore store() {
        return STORE;
    }

    @Override
    protected StateStore another() {
        return STORE;
    }
}
