package io.msagent.orchestrator;

import io.msagent.core.registry.RegistryFactory;
import io.msagent.core.registry.RegistryServerFactory;
import java.util.ServiceLoader;

/**
 * What the orchestrator finds on its class path.
 *
 * @param connector connects to a registry
 * @param server starts the embedded one
 */
public record Backends(RegistryFactory connector, RegistryServerFactory server) {

    /** The ones that stand in services files. */
    public static Backends find() {
        return new Backends(first(RegistryFactory.class), first(RegistryServerFactory.class));
    }

    private static <T> T first(Class<T> port) {
        return ServiceLoader.load(port, Backends.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        port.getName() + ": no implementation on the class path (expected: consul-registry's)"));
    }
}
