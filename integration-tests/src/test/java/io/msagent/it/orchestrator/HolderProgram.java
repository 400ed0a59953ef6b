package io.msagent.it.orchestrator;

import io.msagent.core.registry.Registry;
import io.msagent.core.registry.Registry.Fence;
import io.msagent.core.registry.Registry.Write;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.orchestrator.lead.Leases;
import io.msagent.orchestrator.lead.Self;
import io.msagent.orchestrator.lead.Session;
import io.msagent.registry.consul.ConsulRegistryFactory;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A process that tries for the lease of a leader. Told {@code wait}, it says {@code held} when it has the lease; told {@code
 * write}, it writes under the fence that it had then and says whether that was done; told {@code held}, whether it believes
 * to have it.
 */
public final class HolderProgram {
    static final String KEY = "what-leaders-write";

    private HolderProgram() {}

    /** Arguments: the registry's address, its token or nothing, a name. */
    public static void main(String[] arguments) throws Exception {
        String token = arguments[1].isEmpty() ? null : arguments[1];
        try (Registry registry =
                new ConsulRegistryFactory().connect(RegistryAccess.of(URI.create(arguments[0]), token))) {
            Session session = new Session(registry);
            Leases leases = Leases.on(session, "host-of-the-test", former -> true);
            session.open(Self.holder(arguments[2], "host-of-the-test", "http://admin.test"));
            session.start(() -> -1);
            serve(registry, leases, arguments[2]);
        }
    }

    private static void serve(Registry registry, Leases leases, String name) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Fence fence = null;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            switch (line) {
                case "wait" -> {
                    while (fence == null) {
                        Thread.sleep(20);
                        fence = leases.leader().fence();
                    }
                    System.out.println("held");
                }
                case "write" ->
                    System.out.println(
                            registry.transact(List.of(Write.put(KEY, name.getBytes(StandardCharsets.UTF_8))), fence));
                default -> System.out.println(leases.leader().held());
            }
        }
    }
}
