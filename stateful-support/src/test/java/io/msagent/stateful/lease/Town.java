package io.msagent.stateful.lease;

import io.msagent.core.partition.Partitions;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryServerFactory.Running;
import io.msagent.core.stateful.SettledMark;
import io.msagent.registry.consul.ConsulRegistryFactory;
import io.msagent.registry.consul.embedded.EmbeddedRegistryFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An embedded registry and the instances of one service around it. */
final class Town implements AutoCloseable {
    static final String TOKEN = "a-token-for-the-leases";
    static final String SERVICE = "cart";
    static final Set<Integer> ALL = IntStream.range(0, Partitions.COUNT).boxed().collect(Collectors.toSet());

    final Owners owners = new Owners();
    final Map<String, Node> nodes = new ConcurrentHashMap<>();
    private final List<Node> all = new ArrayList<>();
    private final Path folder;
    private int folders;
    private Running server;

    /** As with an orchestrator, which says of a registry that it has just made that nobody had leases before. */
    Town(Path folder) throws IOException {
        this(folder, true);
    }

    /** @param settled whether somebody vouches for the registry */
    Town(Path folder, boolean settled) throws IOException {
        this.folder = folder;
        server = serve(0);
        if (settled) {
            try (Registry registry = connect()) {
                registry.put(SettledMark.KEY, SettledMark.value());
            }
        }
    }

    URI registry() {
        return server.address();
    }

    /** An instance that registers and takes what is to be its own. */
    Node join(String id) throws IOException {
        Node node = new Node(this, id);
        all.add(node);
        nodes.put(node.id, node);
        node.join();
        return node;
    }

    /** The registry is started anew: it has its keys and has forgotten sessions and instances. */
    void restartRegistry() throws IOException {
        int port = server.address().getPort();
        server.close();
        server = serve(port);
    }

    /** The registry is started anew without anything. */
    void loseData() throws IOException {
        folders++;
        restartRegistry();
    }

    private Running serve(int port) throws IOException {
        return new EmbeddedRegistryFactory()
                .start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        TOKEN,
                        folder.resolve("registry-" + folders));
    }

    /** The registry does not show a dead one any more. */
    void forget(Node dead) {
        try (Registry registry = connect()) {
            registry.deregister(dead.id);
        }
    }

    /** Somebody ends the session by which it holds its locks. */
    void endSession(Node owner) {
        try (Registry registry = connect()) {
            LeaseTable table = LeaseTable.read(registry, SERVICE);
            for (int partition : ALL) {
                LeaseTable.Seen seen = table.of(partition);
                if (seen.session() != null && seen.value().instance().equals(owner.id)) {
                    registry.closeSession(seen.session());
                    return;
                }
            }
        }
        throw new IllegalStateException(owner.id + " holds nothing");
    }

    /** Who holds the lock of a partition; empty if nobody does. */
    String ownerInRegistry(int partition) {
        try (Registry registry = connect()) {
            LeaseTable.Seen seen = LeaseTable.read(registry, SERVICE).of(partition);
            return seen.session() == null ? "" : seen.value().instance();
        }
    }

    private Registry connect() {
        return new ConsulRegistryFactory().connect(RegistryAccess.of(registry(), TOKEN));
    }

    /** Whether these serve every partition, each where it is to be. */
    static boolean shareAll(Node... nodes) {
        List<String> ids = Arrays.stream(nodes).map(node -> node.id).toList();
        for (Node node : nodes) {
            Set<Integer> own = ALL.stream()
                    .filter(partition -> node.id.equals(Partitions.owner(SERVICE, partition, ids)))
                    .collect(Collectors.toSet());
            if (!node.holdings.held().equals(own)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        all.forEach(Node::close);
        server.close();
    }
}
