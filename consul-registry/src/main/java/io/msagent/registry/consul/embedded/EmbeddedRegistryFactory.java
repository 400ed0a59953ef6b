package io.msagent.registry.consul.embedded;

import io.msagent.core.registry.RegistryServerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** Starts the embedded registry. It listens on loopback only; its values lie in the given folder. */
public final class EmbeddedRegistryFactory implements RegistryServerFactory {

    /** For {@link java.util.ServiceLoader}. */
    public EmbeddedRegistryFactory() {}

    @Override
    public Running start(InetSocketAddress address, String token, Path folder) throws IOException {
        return EmbeddedRegistry.start(address, token, folder);
    }
}
