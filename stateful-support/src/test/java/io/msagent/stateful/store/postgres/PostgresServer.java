package io.msagent.stateful.store.postgres;

import io.msagent.stateful.store.jdbc.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One server with one empty database, in a folder of its own; gone when it is closed, or this JVM ends. */
public final class PostgresServer implements AutoCloseable {
    private static final String USER = "tester";
    private static final String PASSWORD = "a test's password";
    private static final long PATIENCE_SECONDS = 120;

    private final Account account = new Account();
    private final Path folder = Files.createTempDirectory("ms-agent-postgres");
    private final int port = freePort();
    private final Thread removal = new Thread(this::remove);
    private final Path programs;
    private Process process;

    /** Makes and starts one; returns when it answers. */
    public PostgresServer() throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(removal);
        Path password = folder.resolve("password");
        Files.writeString(password, PASSWORD);
        programs = account.withinReach(RealPostgres.programs(), folder);
        account.own(folder);
        Account.run(account.command(
                false,
                List.of(
                        "env",
                        libraries(),
                        programs.resolve("initdb").toString(),
                        "--pgdata=" + data(),
                        "--username=" + USER,
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync")));
        start();
    }

    /** Starts it on what is in its folder. */
    public void start() throws IOException, InterruptedException {
        List<String> command = List.of(
                "env",
                libraries(),
                programs.resolve("postgres").toString(),
                "-D",
                data().toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "shared_buffers=16MB",
                "-c",
                "jit=off");
        process = new ProcessBuilder(account.command(true, command))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS); !answers(); ) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                throw new IOException("PostgreSQL does not start: " + Files.readString(folder.resolve("log")));
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
    }

    private boolean answers() throws IOException {
        try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return Files.readString(folder.resolve("log")).contains("ready to accept connections");
        } catch (java.net.ConnectException e) {
            return false;
        }
    }

    /** Its port on the loopback address. */
    public int port() {
        return port;
    }

    /** As its superuser. */
    public Address address() {
        return address(port);
    }

    /** The same through a proxy's port. */
    public Address address(int proxied) {
        return Address.of("jdbc:postgresql://127.0.0.1:" + proxied + "/postgres", USER, PASSWORD);
    }

    /** As another user of it. */
    public Address address(String user, String password) {
        return Address.of("jdbc:postgresql://127.0.0.1:" + port + "/postgres", user, password);
    }

    /** Kills it and all of its processes at once, as a crash of the machine's memory would. */
    public void kill() throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().waitFor();
        children.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle child : children) {
            child.onExit().join();
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** Those that were unpacked beside its programs; an empty entry would be the working folder. */
    private String libraries() {
        Path root = programs.resolve("../../../..").normalize();
        try (Stream<Path> folders = Files.exists(root.resolve("lib"))
                ? Files.find(
                        root.resolve("lib"), 1, (path, a) -> path.toString().endsWith("-linux-gnu"))
                : Stream.empty()) {
            return "LD_LIBRARY_PATH=" + folders.map(Path::toString).findFirst().orElse("/nonexistent");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        remove();
        Runtime.getRuntime().removeShutdownHook(removal);
    }

    private void remove() {
        try {
            if (process != null && process.isAlive()) {
                kill();
            }
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
