package io.msagent.registry.consul.real;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Three servers on 127.0.0.1, 127.0.0.2 and 127.0.0.3, and a client agent on 127.0.0.4, as a machine of a data centre has one. */
public final class ConsulCluster implements AutoCloseable {
    private static final int SERVERS = 3;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ConsulNode> servers = new ArrayList<>();
    private final ConsulNode client;

    private ConsulCluster(Path folder) {
        for (int i = 1; i <= SERVERS; i++) {
            servers.add(ConsulNode.member(
                    folder.resolve("server" + i),
                    "127.0.0." + i,
                    "-server",
                    "-bootstrap-expect=" + SERVERS,
                    "-node=server" + i));
        }
        client = ConsulNode.member(folder.resolve("client"), "127.0.0.4", "-node=client");
        for (ConsulNode node : servers) {
            joinOthers(node);
        }
        joinOthers(client);
    }

    private void joinOthers(ConsulNode node) {
        servers.stream().filter(other -> other != node).forEach(other -> node.add("-retry-join=" + other.gossip()));
        node.add("-retry-interval=1s");
    }

    /** Starts one; returns when all four serve. */
    public static ConsulCluster start(Path folder) {
        ConsulCluster cluster = new ConsulCluster(folder);
        try {
            cluster.servers.forEach(ConsulNode::start);
            cluster.client.start();
            cluster.servers.forEach(ConsulNode::awaitReady);
            cluster.client.awaitReady();
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    /** The client agent: what programs of one machine talk to. */
    public ConsulNode client() {
        return client;
    }

    /** All servers, those too that have ended. */
    public List<ConsulNode> servers() {
        return List.copyOf(servers);
    }

    /** The server that leads; waits until the client agent knows one that is not the given address. */
    public ConsulNode leaderOtherThan(String rpc) {
        return await("leader")
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(this::leader, leader -> !leader.rpc().equals(rpc));
    }

    /** The server that leads. */
    public ConsulNode leader() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(client.address().resolve("/v1/status/leader"))
                .timeout(Duration.ofSeconds(5))
                .build();
        String answer = http.send(request, BodyHandlers.ofString()).body();
        return servers.stream()
                .filter(server -> answer.equals('"' + server.rpc() + '"'))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no leader: " + answer));
    }

    @Override
    public void close() {
        client.close();
        servers.forEach(ConsulNode::close);
    }
}
