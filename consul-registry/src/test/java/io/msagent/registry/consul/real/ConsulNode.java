package io.msagent.registry.consul.real;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One agent of a real Consul, on loopback. It keeps its ports, its configuration and its data over {@link #stop} and
 * {@link #start}. Not safe for use by several threads at a time.
 */
public final class ConsulNode implements AutoCloseable {
    private final Path folder;
    private final String ip;
    private final Ports ports;
    private final List<String> command;
    private final Thread atExit = new Thread(this::kill);
    private Process process;

    private ConsulNode(Path folder, String ip, Ports ports, List<String> command) {
        this.folder = folder;
        this.ip = ip;
        this.ports = ports;
        this.command = command;
    }

    /**
     * A server on its own, with its UI, that forgets everything when it stops.
     *
     * @param folder for its logs
     * @param more further arguments, as {@code -config-file=acl.hcl}
     */
    public static ConsulNode dev(Path folder, String... more) {
        ConsulNode node = of(folder, "127.0.0.1", "-dev", "-ui");
        node.command.addAll(List.of(more));
        return node.begin();
    }

    /** A server on its own that keeps its data. */
    public static ConsulNode server(Path folder, String... more) {
        ConsulNode node = of(folder, "127.0.0.1", "-server", "-bootstrap-expect=1");
        node.keepData();
        node.command.addAll(List.of(more));
        return node.begin();
    }

    /** A member of a cluster, not yet started. */
    static ConsulNode member(Path folder, String ip, String... more) {
        ConsulNode node = of(folder, ip, more);
        node.keepData();
        return node;
    }

    private static ConsulNode of(Path folder, String ip, String... first) {
        Ports ports = Ports.free(ip);
        List<String> command = new ArrayList<>(List.of(RealConsul.binary().toString(), "agent"));
        command.addAll(List.of(first));
        command.addAll(List.of(
                "-bind=" + ip,
                "-client=" + ip,
                "-http-port=" + ports.http(),
                "-server-port=" + ports.server(),
                "-serf-lan-port=" + ports.gossip(),
                "-serf-wan-port=-1",
                "-dns-port=-1",
                "-grpc-port=-1",
                "-log-level=debug"));
        return new ConsulNode(folder, ip, ports, command);
    }

    private void keepData() {
        command.add("-data-dir=" + folder.resolve("data"));
    }

    private ConsulNode begin() {
        start();
        awaitReady();
        return this;
    }

    void add(String argument) {
        command.add(argument);
    }

    /** Where other agents join it. */
    String gossip() {
        return ip + ":" + ports.gossip();
    }

    /** Base of its HTTP API. */
    public URI address() {
        return URI.create("http://" + ip + ":" + ports.http());
    }

    /** Address of its RPC, as {@code /v1/status/leader} shows it. */
    public String rpc() {
        return ip + ":" + ports.server();
    }

    /** Starts it, again too; {@link #awaitReady} tells when it serves. */
    public void start() {
        try {
            Files.createDirectories(folder);
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log().toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Waits until it stands in the catalogue, which takes a leader: earlier registrations come too early. */
    public void awaitReady() {
        await("Consul to serve; its log is " + log().toAbsolutePath())
                .atMost(Duration.ofMinutes(2))
                .until(() -> {
                    String said = Files.readString(log());
                    if (!process.isAlive()) {
                        throw new AssertionError("Consul ended at once:\n" + said);
                    }
                    return said.contains("Synced node info") || said.contains("Node info in sync");
                });
    }

    /** Ends it at once, as a crash does. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    /** Asks it to end, and waits until it has. A server leaves nothing but its data. */
    public void stop() {
        process.destroy();
        process.onExit().join();
    }

    /** Removes its data; it must have ended. */
    public void forget() {
        Path data = folder.resolve("data");
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops its clock: connections are taken, and nothing is answered. */
    public void suspend() {
        signal("STOP");
    }

    /** Ends {@link #suspend}. */
    public void resume() {
        signal("CONT");
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** What it has said since it was last started. */
    public Path log() {
        return folder.resolve("consul.log");
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            if (!kill.waitFor(30, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new AssertionError("kill -" + name + " of Consul did not work");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
