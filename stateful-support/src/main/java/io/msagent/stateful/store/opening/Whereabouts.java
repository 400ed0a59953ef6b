package io.msagent.stateful.store.opening;

import io.msagent.stateful.store.StoreException;
import io.msagent.stateful.store.jdbc.Address;

/** Says where the store is now. */
@FunctionalInterface
interface Whereabouts {
    /** @throws StoreException if nobody knows */
    Address find() throws StoreException;
}
