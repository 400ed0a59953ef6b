package io.msagent.orchestrator.doctor;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Registration;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryException;
import io.msagent.core.registry.RegistryFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Does in the registry what an orchestrator does, and takes it back. */
final class Rights {
    private static final String CHECK = "rights";
    private static final String NAME = "ms-agent-doctor";
    private static final byte[] VALUE = "[]".getBytes(StandardCharsets.UTF_8);

    private final List<Finding> findings = new ArrayList<>();
    private final String id = NAME + "-" + ProcessHandle.current().pid();

    private Rights() {}

    static List<Finding> examine(RegistryFactory connector, RegistryAccess access) {
        Rights rights = new Rights();
        try (Registry registry = connector.connect(access)) {
            rights.examine(registry);
        }
        if (rights.findings.isEmpty()) {
            return List.of(Finding.ok(CHECK, "may register, hear of services, keep values, and hold locks"));
        }
        return rights.findings;
    }

    private void examine(Registry registry) {
        attempt("register instances", "service_prefix \"\" { policy = \"write\" }", () -> {
            registry.register(
                    new Registration(
                            id,
                            NAME,
                            "127.0.0.1",
                            1,
                            List.of(),
                            Map.of(),
                            Duration.ofSeconds(10),
                            Duration.ofMinutes(1)),
                    Instance.Status.CRITICAL);
            registry.deregister(id);
        });
        attempt("hear of services", "service_prefix \"\" { policy = \"read\" }", () -> registry.lookUp(NAME));
        for (String root : List.of("ms-agent/", "ms-agent-events/")) {
            String key = root + "doctor/" + id;
            attempt("keep values below " + root, "key_prefix \"ms-agent\" { policy = \"write\" }", () -> {
                registry.put(key, VALUE);
                registry.get(key);
                registry.delete(key);
            });
        }
        attempt("hold locks", "session_prefix \"\" { policy = \"write\" }", () -> lock(registry));
    }

    private void lock(Registry registry) {
        String key = "ms-agent/doctor/" + id;
        String session = registry.openSession(NAME, Duration.ofSeconds(10), Duration.ofSeconds(1));
        try {
            if (!registry.acquire(key, VALUE, session)) {
                throw new RegistryException(
                        RegistryException.Kind.REFUSED, "the lock of a key that nobody else uses was not given", null);
            }
            registry.release(key, session);
        } finally {
            registry.delete(key);
            registry.closeSession(session);
        }
    }

    private void attempt(String what, String rule, Runnable attempt) {
        try {
            attempt.run();
        } catch (RegistryException e) {
            findings.add(
                    e.kind() == RegistryException.Kind.AWAY
                            ? Finding.fail(
                                    CHECK,
                                    "cannot " + what + ": " + e.getMessage(),
                                    "see that Consul has a leader and answers: consul operator raft list-peers")
                            : Finding.fail(
                                    CHECK,
                                    "may not " + what + ": " + e.getMessage(),
                                    "give the token this rule: " + rule + " (docs/security.md)"));
        }
    }
}
