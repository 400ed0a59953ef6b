package io.msagent.core.registry;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the parts of the contract have in common: a connection for each test, and names that no other test uses. */
@Execution(ExecutionMode.CONCURRENT)
abstract class ContractPart {
    /** Far longer than anything here takes, for a machine that is busy with something else. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static final Duration TTL = Duration.ofSeconds(60);

    protected Registry registry;

    protected abstract RegistryFixture fixture();

    @BeforeEach
    void connect() {
        registry = connectTo(fixture().address());
    }

    @AfterEach
    void disconnect() {
        registry.close();
    }

    Registry connectTo(URI address) {
        return fixture().factory().connect(RegistryAccess.of(address, fixture().token()));
    }

    /** Registries may show a change a moment after they have accepted it. */
    static ConditionFactory eventually() {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20));
    }

    static String fresh(String what) {
        return what + "-" + UUID.randomUUID().toString().substring(0, 13);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static Registration registration(String id, String service) {
        return new Registration(
                id, service, "127.0.0.1", 7001, List.of("ms-test"), Map.of("pid", "1"), TTL, Duration.ofMinutes(5));
    }

    static Registration withTtl(Registration from, Duration ttl, Duration deregisterAfter) {
        return new Registration(
                from.id(), from.service(), from.host(), from.port(), from.tags(), from.meta(), ttl, deregisterAfter);
    }

    /** The one instance of a service; waits until there is exactly one. */
    Instance only(String service) {
        return eventually()
                .until(() -> registry.lookUp(service), instances -> instances.size() == 1)
                .get(0);
    }

    Instance onlyWhen(String service, Instance.Status status) {
        return eventually()
                .until(
                        () -> registry.lookUp(service),
                        instances -> instances.size() == 1 && instances.get(0).status() == status)
                .get(0);
    }
}
