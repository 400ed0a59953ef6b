package io.msagent.orchestrator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.registry.Registry;
import io.msagent.core.registry.Registry.Entry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryFactory;
import io.msagent.core.registry.RegistryServerFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the embedded registry: what the dead owned is free at once, and nothing else is. */
class DeadOwnersTest {
    /** Longer than any test: nothing is free because it has run out. */
    private static final Duration TTL = Duration.ofHours(1);

    @TempDir
    Path folder;

    private RegistryServerFactory.Running server;
    private Registry registry;
    private DeadOwners owners;

    @BeforeEach
    void start() throws Exception {
        server = ServiceLoader.load(RegistryServerFactory.class)
                .findFirst()
                .orElseThrow()
                .start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "secret", folder);
        registry = connect();
        owners = new DeadOwners(registry);
    }

    private Registry connect() {
        return ServiceLoader.load(RegistryFactory.class)
                .findFirst()
                .orElseThrow()
                .connect(RegistryAccess.of(server.address(), "secret"));
    }

    @AfterEach
    void stop() {
        registry.close();
        server.close();
    }

    @Test
    void whatTheDeadOwnedIsFreeAndTheOthersKeepTheirs() {
        own("cart/00", "cart.cart-a");
        own("cart/01", "cart.cart-b");
        own("limits/63", "limits.cart-a");

        owners.add("cart-a");
        owners.round();

        assertThat(owned("cart/00")).isFalse();
        assertThat(owned("limits/63")).isFalse();
        assertThat(owned("cart/01")).isTrue();
        assertThat(value("cart/00")).isEqualTo("{\"instance\":\"cart.cart-a\",\"epoch\":7,\"free\":true}");
        assertThat(value("cart/01")).isEqualTo("{\"instance\":\"cart.cart-b\",\"epoch\":7}");
    }

    @Test
    void nobodyIsDeadUntilItIsSaid() {
        own("cart/00", "cart.cart-a");

        owners.round();

        assertThat(owned("cart/00")).isTrue();
    }

    @Test
    void aNameThatOnlyEndsAlikeIsAnother() {
        own("cart/00", "cart.big-cart-a");
        own("cart/01", "something else");

        owners.add("cart-a");
        owners.round();

        assertThat(owned("cart/00")).isTrue();
        assertThat(owned("cart/01")).isTrue();
    }

    @Test
    void aRegistryThatIsAwayIsAskedAgain() throws Exception {
        own("cart/00", "cart.cart-a");
        owners.add("cart-a");
        InetSocketAddress address = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), server.address().getPort());
        server.close();
        owners.round();
        server = ServiceLoader.load(RegistryServerFactory.class)
                .findFirst()
                .orElseThrow()
                .start(address, "secret", folder);
        // sessions do not survive it: taken anew, in the name of the same
        own("cart/00", "cart.cart-a");

        owners.keepTo(Set.of());
        owners.round();

        assertThat(owned("cart/00")).isFalse();
    }

    @Test
    void whatWasDoneIsNotDoneAgain() {
        owners.add("cart-a");
        owners.round();
        own("cart/00", "cart.cart-a");

        owners.add("cart-a");
        owners.round();

        assertThat(owned("cart/00")).isTrue();
    }

    private void own(String key, String instance) {
        String session = registry.openSession(instance, TTL, Duration.ZERO);
        byte[] value = ("{\"instance\":\"" + instance + "\",\"epoch\":7}").getBytes(StandardCharsets.UTF_8);
        assertThat(registry.acquire(DeadOwners.LEASES + key, value, session)).isTrue();
    }

    private String value(String key) {
        return new String(registry.get(DeadOwners.LEASES + key).orElseThrow().value(), StandardCharsets.UTF_8);
    }

    private boolean owned(String key) {
        return registry.get(DeadOwners.LEASES + key).map(Entry::session).isPresent();
    }
}
