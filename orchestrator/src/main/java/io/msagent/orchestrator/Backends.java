package io.msagent.orchestrator;

import io.msagent.core.registry.RegistryFactory;
import io.msagent.core.registry.RegistryServerFactory;
import io.msagent.core.stateful.StoreServerFactory;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * What the orchestrator finds on its class path.
 *
 * @param connector connects to a registry
 * @param server starts the embedded one
 * @param stateStore starts the store of durable states; null: there is none
 */
public record Backends(
        RegistryFactory connector,
        RegistryServerFactory server,
        @Nullable StoreServerFactory stateStore) {

    /** The ones that stand in services files. */
    public static Backends find() {
        return new Backends(
                first(RegistryFactory.class),
                first(RegistryServerFactory.class),
                found(StoreServerFactory.class).orElse(null));
    }

    private static <T> Optional<T> found(Class<T> port) {
        return ServiceLoader.load(port, Backends.class.getClassLoader()).findFirst();
    }

    private static <T> T first(Class<T> port) {
        return found(port)
                .orElseThrow(() -> new IllegalStateException(
                        port.getName() + ": no implementation on the class path (expected: consul-registry's)"));
    }
}
