package io.msagent.stateful.store.embedded;

import io.msagent.core.registry.Registry;
import io.msagent.core.registry.Registry.Entry;
import io.msagent.core.registry.RegistryException;
import io.msagent.core.stateful.StoreServerFactory;
import io.msagent.core.token.ClusterToken;
import io.msagent.stateful.store.StoreException;
import io.msagent.stateful.store.StoreException.Kind;
import io.msagent.stateful.store.jdbc.Address;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the registry says that the store is. */
public final class PublishedStore {
    private static final String HINT =
            "start an orchestrator, which runs a store for the processes of its machine, or set state.url";

    private final Registry registry;
    private final ClusterToken token;

    /** Asks nobody yet. */
    public PublishedStore(Registry registry, ClusterToken token) {
        this.registry = registry;
        this.token = token;
    }

    /** @throws StoreException {@link Kind#AWAY} if nobody publishes one, or not one that this token fits */
    public Address find() throws StoreException {
        Optional<Entry> entry;
        try {
            entry = registry.get(StoreServerFactory.KEY);
        } catch (RegistryException e) {
            throw away("the registry does not say where it is: " + e.getMessage(), e);
        }
        if (entry.isEmpty()) {
            throw away(
                    "nobody runs one (expected: its address under the registry's key " + StoreServerFactory.KEY + "; "
                            + HINT + ")",
                    null);
        }
        return Announcement.read(entry.get().value(), token)
                .orElseThrow(() -> away(
                        "what the registry's key " + StoreServerFactory.KEY
                                + " says is not signed with this cluster's token (" + HINT + ")",
                        null))
                .address(token);
    }

    private static StoreException away(String why, @Nullable Throwable cause) {
        return new StoreException(Kind.AWAY, "state store: " + why, cause);
    }
}
