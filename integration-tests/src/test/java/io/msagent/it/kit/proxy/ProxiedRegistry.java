package io.msagent.it.kit.proxy;

import io.msagent.core.registry.CuttableProxy;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryFactory;
import io.msagent.core.registry.RegistryServerFactory;
import io.msagent.core.token.ClusterToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Two registries: providers register with one, callers find them in the other, each provider at the address of
 * its proxy. The line of the callers to their registry can be cut. The callers' one is embedded in this process; so is the
 * providers', unless they have one elsewhere.
 */
public final class ProxiedRegistry implements AutoCloseable {
    private final Path tokenFile;
    private final String token;
    private final List<RegistryServerFactory.Running> servers = new ArrayList<>();
    private final URI providersRegistry;
    private final Registry source;
    private final Registry target;
    private final CuttableProxy callersLine;
    private final Mirror mirror;

    /** Mirrors these services; both registries are embedded. */
    public ProxiedRegistry(Path folder, FaultScript script, Set<String> services) {
        this(folder, script, services, folder.resolve("token"), null);
    }

    /**
     * Mirrors these services.
     *
     * @param tokenFile the cluster token; made if there is none
     * @param elsewhere the providers' registry; null: an embedded one
     */
    public ProxiedRegistry(Path folder, FaultScript script, Set<String> services, Path tokenFile, URI elsewhere) {
        this.tokenFile = tokenFile;
        URI callers;
        try {
            token = ClusterToken.readOrCreate(tokenFile).secret();
            providersRegistry = elsewhere != null ? elsewhere : server(folder.resolve("registry-of-providers"));
            callers = server(folder.resolve("registry-of-callers"));
            callersLine = new CuttableProxy(callers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        source = connect(providersRegistry);
        target = connect(callers);
        mirror = new Mirror(source, target, token, script, services);
    }

    private URI server(Path folder) throws IOException {
        RegistryServerFactory.Running server = ServiceLoader.load(RegistryServerFactory.class)
                .findFirst()
                .orElseThrow()
                .start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), token, folder);
        servers.add(server);
        return server.address();
    }

    private Registry connect(URI address) {
        return ServiceLoader.load(RegistryFactory.class)
                .findFirst()
                .orElseThrow()
                .connect(RegistryAccess.of(address, token));
    }

    /** The agent settings of a provider. */
    public String[] providerSettings(String... more) {
        return settings(providersRegistry, more);
    }

    /** The agent settings of a caller. */
    public String[] callerSettings(String... more) {
        return settings(callersLine.address(), more);
    }

    /** The agent settings of a caller that has another cluster token, and may read the registry all the same. */
    public String[] strangerSettings(String otherToken, String... more) {
        return with("token=" + otherToken, callersLine.address(), more);
    }

    private String[] settings(URI registry, String... more) {
        return with("token.file=" + tokenFile, registry, more);
    }

    private String[] with(String clusterToken, URI registry, String... more) {
        List<String> settings = new ArrayList<>(
                List.of("registry=" + registry, "registry.token=" + token, clusterToken, "provide=false"));
        settings.addAll(List.of(more));
        return settings.toArray(String[]::new);
    }

    /** The cluster token. */
    public String token() {
        return token;
    }

    /** The providers' registry. */
    public Registry source() {
        return source;
    }

    /** The callers' line to their registry. */
    public CuttableProxy callersLine() {
        return callersLine;
    }

    /** What carries registrations over. */
    public Mirror mirror() {
        return mirror;
    }

    @Override
    public void close() {
        mirror.close();
        source.close();
        target.close();
        try {
            callersLine.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        servers.forEach(RegistryServerFactory.Running::close);
    }
}
