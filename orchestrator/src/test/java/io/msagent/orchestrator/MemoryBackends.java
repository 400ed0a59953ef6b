package io.msagent.orchestrator;

import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryFactory;
import io.msagent.core.registry.RegistryServerFactory;
import io.msagent.core.token.ClusterToken;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** The registry port in memory; both roles in one, so that a services file can name it. */
public final class MemoryBackends implements RegistryFactory, RegistryServerFactory {
    private final MemoryRegistry registry;

    /** For services files. */
    public MemoryBackends() {
        this(new MemoryRegistry());
    }

    MemoryBackends(MemoryRegistry registry) {
        this.registry = registry;
    }

    Backends both() {
        return new Backends(this, this, null);
    }

    @Override
    public Registry connect(RegistryAccess access) {
        return RegistryDoor.REGISTRIES.get(access.address());
    }

    @Override
    public Running start(InetSocketAddress address, String token, Path folder) throws IOException {
        return new RegistryDoor(address, registry, ClusterToken.of(token));
    }
}
