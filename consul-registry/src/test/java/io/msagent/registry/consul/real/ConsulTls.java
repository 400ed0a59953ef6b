package io.msagent.registry.consul.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A Consul that demands client certificates, and the authority and certificates that its own {@code consul tls} makes. */
public final class ConsulTls implements AutoCloseable {
    private final Path folder;
    private final int port = Ports.free("127.0.0.1").http();
    private final ConsulNode node;

    private ConsulTls(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder).toAbsolutePath();
        create("ca", "create");
        create("cert", "create", "-server", "-additional-ipaddress=127.0.0.1");
        create("cert", "create", "-client");
        Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString("rw-------")); // as a key has to be
        Path config = Files.writeString(
                this.folder.resolve("tls.json"),
                "{\"verify_incoming_https\": true, \"ca_file\": \"" + ca() + "\", \"cert_file\": \""
                        + file("dc1-server-consul-0.pem") + "\", \"key_file\": \""
                        + file("dc1-server-consul-0-key.pem") + "\"}");
        node = ConsulNode.dev(this.folder, "-config-file=" + config, "-https-port=" + port);
    }

    /** Starts one; returns when it serves. */
    public static ConsulTls start(Path folder) {
        try {
            return new ConsulTls(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Base of its HTTP API over TLS. */
    public URI address() {
        return URI.create("https://127.0.0.1:" + port);
    }

    /** Base of its HTTP API in the clear. */
    public URI plainAddress() {
        return node.address();
    }

    /** The authority, which no JVM knows. */
    public Path ca() {
        return file("consul-agent-ca.pem");
    }

    /** A client's certificate. */
    public Path cert() {
        return file("dc1-client-consul-0.pem");
    }

    /** Its key. */
    public Path key() {
        return file("dc1-client-consul-0-key.pem");
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private void create(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(RealConsul.binary().toString(), "tls"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(file("tls.out").toFile())
                .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new AssertionError(command + ": " + Files.readString(file("tls.out")));
        }
    }

    @Override
    public void close() {
        node.close();
    }
}
