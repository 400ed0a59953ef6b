package io.msagent.it.scale;

import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryFactory;
import io.msagent.registry.consul.real.ConsulNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ServiceLoader;

/** The registry under load, as a process of its own. */
record Target(URI address, String token, ProcessHandle process, Runnable end) implements AutoCloseable {
    /** Consul takes 200 from one address unless told otherwise, and here all come from one. */
    private static final String CONNECTIONS = "limits { http_max_conns_per_client = 3000 }";

    /** A Consul server that keeps its data, as one in production does. */
    static Target consul(Path folder) {
        // later arguments win: what every request writes at debug is the simulation's cost, not Consul's
        ConsulNode node = ConsulNode.server(folder, "-log-level=info", "-hcl=" + CONNECTIONS);
        return new Target(node.address(), null, ProcessHandle.of(node.pid()).orElseThrow(), node::close);
    }

    /** The embedded registry in a JVM of its own. */
    static Target embedded(Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedProcess.class.getName(),
                        folder.resolve("registry").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String address =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        return new Target(URI.create(address), EmbeddedProcess.TOKEN, process.toHandle(), () -> {
            process.destroy();
            process.onExit().join();
        });
    }

    /** A connector, as each process has one. */
    Registry connect() {
        return ServiceLoader.load(RegistryFactory.class)
                .findFirst()
                .orElseThrow()
                .connect(RegistryAccess.of(address, token));
    }

    @Override
    public void close() {
        end.run();
    }
}
