package io.msagent.registry.consul;

import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryFactory;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Connects to a Consul agent, or to whatever speaks its HTTP API. */
public final class ConsulRegistryFactory implements RegistryFactory {

    /** For {@link java.util.ServiceLoader}. */
    public ConsulRegistryFactory() {}

    @Override
    public Registry connect(URI address, @Nullable String token) {
        return new ConsulRegistry(address, token);
    }
}
