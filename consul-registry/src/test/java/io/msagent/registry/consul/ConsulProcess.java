package io.msagent.registry.consul;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A real Consul in development mode: one node, in memory, on loopback. */
final class ConsulProcess implements AutoCloseable {
    private final Process process;
    private final Thread atExit;
    private final URI address;

    ConsulProcess(Path binary) throws IOException {
        List<Integer> ports = freePorts(3);
        address = URI.create("http://127.0.0.1:" + ports.get(0));
        Path log = Files.createTempFile(Path.of("target"), "consul", ".log");
        process = new ProcessBuilder(
                        binary.toString(),
                        "agent",
                        "-dev",
                        "-bind=127.0.0.1",
                        "-client=127.0.0.1",
                        "-http-port=" + ports.get(0),
                        "-server-port=" + ports.get(1),
                        "-serf-lan-port=" + ports.get(2),
                        "-serf-wan-port=-1",
                        "-dns-port=-1",
                        "-grpc-port=-1")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
        awaitLeader(log);
    }

    URI address() {
        return address;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void awaitLeader(Path log) {
        HttpClient client = HttpClient.newHttpClient();
        // not before the node itself is in the catalogue, or the first registrations come too early
        HttpRequest nodes = HttpRequest.newBuilder(address.resolve("/v1/catalog/nodes"))
                .timeout(Duration.ofSeconds(5))
                .build();
        await("Consul to elect itself; its log is " + log.toAbsolutePath())
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("Consul ended at once:\n" + Files.readString(log));
                    }
                    return client.send(nodes, BodyHandlers.ofString()).body().contains("127.0.0.1");
                });
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            sockets.add(socket);
            ports.add(socket.getLocalPort());
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }
}
