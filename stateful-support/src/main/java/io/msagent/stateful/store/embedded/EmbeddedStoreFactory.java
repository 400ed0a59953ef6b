package io.msagent.stateful.store.embedded;

import io.msagent.core.stateful.StoreServerFactory;
import io.msagent.core.token.ClusterToken;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import org.h2.engine.SysProperties;
import org.jspecify.annotations.Nullable;

/** Starts the embedded store. Public only for {@link java.util.ServiceLoader}. */
public final class EmbeddedStoreFactory implements StoreServerFactory {

    /** For {@link java.util.ServiceLoader}. */
    public EmbeddedStoreFactory() {}

    @Override
    public Running start(Path folder, ClusterToken token, String host) throws IOException {
        checkAddress(SysProperties.BIND_ADDRESS);
        return EmbeddedStore.start(folder.toAbsolutePath().normalize(), token, host);
    }

    /** H2 listens on every address of the machine unless it is told otherwise, which it reads when it is loaded. */
    static void checkAddress(@Nullable String bindAddress) throws IOException {
        if (bindAddress == null || !InetAddress.getByName(bindAddress).isLoopbackAddress()) {
            throw new IOException("h2.bindAddress: " + (bindAddress == null ? "not set" : bindAddress)
                    + " (expected: 127.0.0.1, so that nobody else can connect to the state store; start the orchestrator"
                    + " by bin/orchestrator, or with java -Dh2.bindAddress=127.0.0.1)");
        }
    }
}
