package io.msagent.core.runtime;

import io.msagent.core.config.Keys;
import io.msagent.core.config.Settings;
import io.msagent.core.config.SettingsException;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryFactory;
import io.msagent.core.tls.TlsFileException;
import io.msagent.core.tls.TlsFiles;
import io.msagent.core.tls.TlsSettings;
import io.msagent.core.token.ClusterToken;
import java.net.URI;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The token and the registry that this process shares with others; both are had at first need. Thread-safe. */
final class Cluster {
    private final Settings settings;
    private @Nullable ClusterToken token;
    private @Nullable Registry registry;

    Cluster(Settings settings) {
        this.settings = settings;
    }

    /**
     * The cluster token; made if there is none yet.
     *
     * @throws RuntimeException if the token file cannot be read or made; the message says what to do
     */
    synchronized ClusterToken token() {
        ClusterToken there = token;
        if (there == null) {
            there = settings.find(Keys.TOKEN)
                    .map(ClusterToken::of)
                    .orElseGet(() -> ClusterToken.readOrCreate(settings.get(Keys.TOKEN_FILE)));
            token = there;
        }
        return there;
    }

    /** A connector to the registry. */
    synchronized Registry registry() {
        Registry there = registry;
        if (there == null) {
            RegistryFactory factory = ServiceLoader.load(RegistryFactory.class, RegistryFactory.class.getClassLoader())
                    .findFirst()
                    .orElseThrow(() -> new SettingsException("no registry connector on the class path"));
            RegistryAccess access = access();
            there = factory.connect(access.withToken(registryToken(access.address())));
            registry = there;
        }
        return there;
    }

    /**
     * Looks at the files that lead to the registry and to other processes, if there are any.
     *
     * @throws SettingsException if one of them is not what it should be
     */
    void checkFiles() {
        try {
            access().files().ifPresent(TlsFiles::check);
            TlsSettings.files(settings).ifPresent(TlsFiles::check);
        } catch (TlsFileException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }

    private RegistryAccess access() {
        return new RegistryAccess(
                settings.get(Keys.REGISTRY),
                null,
                settings.find(Keys.REGISTRY_CA).orElse(null),
                settings.find(Keys.REGISTRY_CERT).orElse(null),
                settings.find(Keys.REGISTRY_KEY).orElse(null));
    }

    /** The cluster token goes to no other machine: it would tell others how to have programs run here. */
    private @Nullable String registryToken(URI address) {
        Optional<String> set = settings.find(Keys.REGISTRY_TOKEN);
        if (set.isPresent()) {
            return set.get();
        }
        String host = address.getHost();
        boolean loopback = host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
        return loopback ? token().secret() : null;
    }
}
