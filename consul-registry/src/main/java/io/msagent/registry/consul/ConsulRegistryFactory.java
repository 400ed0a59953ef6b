package io.msagent.registry.consul;

import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryFactory;

/** Connects to a Consul agent, or to whatever speaks its HTTP API. */
public final class ConsulRegistryFactory implements RegistryFactory {

    /** For {@link java.util.ServiceLoader}. */
    public ConsulRegistryFactory() {}

    @Override
    public Registry connect(RegistryAccess access) {
        return new ConsulRegistry(access);
    }
}
