package io.msagent.it.scale;

import io.msagent.core.registry.RegistryServerFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ServiceLoader;

/** The embedded registry on its own. Prints its address, and ends with the process that started it. */
final class EmbeddedProcess {
    static final String TOKEN = "a-token-of-this-simulation";

    private EmbeddedProcess() {}

    public static void main(String[] arguments) throws IOException {
        RegistryServerFactory.Running running = ServiceLoader.load(RegistryServerFactory.class)
                .findFirst()
                .orElseThrow()
                .start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), TOKEN, Path.of(arguments[0]));
        System.out.println(running.address());
        ProcessHandle.current().parent().orElseThrow().onExit().join();
        System.exit(0);
    }
}
