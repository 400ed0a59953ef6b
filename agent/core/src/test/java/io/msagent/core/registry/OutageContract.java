package io.msagent.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.msagent.core.registry.Instance.Status;
import io.msagent.core.registry.RegistryException.Kind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens while the registry is away, and when it is back. */
abstract class OutageContract extends ContractPart {
    private final String service = fresh("watched");
    private final String id = fresh("instance");
    private final Heard heard = new Heard();

    @Test
    void losingTheRegistryIsToldOnceAndNoChangeIsMissed() throws Exception {
        registry.register(registration(id, service));
        only(service);
        try (CuttableProxy proxy = new CuttableProxy(fixture().address());
                Registry watching = connectTo(proxy.address())) {
            heard.watch(watching, service);
            hears(Map.of(id, Status.CRITICAL));

            int before = heard.lists.size();
            proxy.cut();
            eventually().untilAsserted(() -> assertThat(heard.losses).hasSize(1));
            registry.beat(id, Status.PASSING, "");
            registry.register(registration(id + "2", service));
            int refused = proxy.refused();
            eventually().until(() -> proxy.refused() >= refused + 3);

            assertThat(heard.losses).hasSize(1);
            assertThat(heard.losses.get(0).kind()).isEqualTo(Kind.AWAY);
            assertThat(heard.losses.get(0))
                    .hasMessageContaining(proxy.address().toString())
                    .hasMessageContaining(service);
            assertThat(heard.lists).as("not called while away").hasSize(before);

            proxy.mend();
            hears(Map.of(id, Status.PASSING, id + "2", Status.CRITICAL));
            registry.deregister(id);
            hears(Map.of(id + "2", Status.CRITICAL));
            assertThat(heard.losses).hasSize(1);

            proxy.cut();
            eventually().untilAsserted(() -> assertThat(heard.losses).hasSize(2));
        }
    }

    @Test
    void aRegistryThatBeganAnewIsFollowed() throws Exception {
        registry.register(registration(id, service));
        registry.beat(id, Status.PASSING, "");
        onlyWhen(service, Status.PASSING);
        URI other = fixture().other();
        try (CuttableProxy proxy = new CuttableProxy(fixture().address());
                Registry watching = connectTo(proxy.address());
                Registry direct = connectTo(other)) {
            heard.watch(watching, service);
            hears(Map.of(id, Status.PASSING));

            proxy.cut();
            eventually().untilAsserted(() -> assertThat(heard.losses).isNotEmpty());
            proxy.mendTo(other);
            hears(Map.of());

            direct.register(registration(id + "new", service));
            hears(Map.of(id + "new", Status.CRITICAL));
        }
    }

    @Test
    void watchingMayBeginWhileTheRegistryIsAway() throws Exception {
        try (CuttableProxy proxy = new CuttableProxy(fixture().address());
                Registry watching = connectTo(proxy.address())) {
            proxy.cut();
            heard.watch(watching, service);
            eventually().untilAsserted(() -> assertThat(heard.losses).hasSize(1));
            assertThat(heard.lists).isEmpty();

            proxy.mend();
            hears(Map.of());
        }
    }

    @Test
    void requestsWorkAgainWhenTheLineIsMended() throws Exception {
        try (CuttableProxy proxy = new CuttableProxy(fixture().address());
                Registry away = connectTo(proxy.address())) {
            away.put(service, bytes("1"));
            proxy.cut();
            assertAway(catchThrowableOfType(RegistryException.class, () -> away.get(service)), proxy.address());
            proxy.mend();

            assertThat(away.get(service)).isPresent();
        }
    }

    @Test
    void everyRequestSaysThatNobodyAnswers() throws Exception {
        URI nobody = URI.create("http://127.0.0.1:" + freePort());
        try (Registry away = connectTo(nobody)) {
            assertAway(
                    catchThrowableOfType(RegistryException.class, () -> away.register(registration(id, service))),
                    nobody);
            assertAway(catchThrowableOfType(RegistryException.class, () -> away.beat(id, Status.PASSING, "")), nobody);
            assertAway(catchThrowableOfType(RegistryException.class, () -> away.deregister(id)), nobody);
            assertAway(catchThrowableOfType(RegistryException.class, () -> away.maintenance(id, true, "")), nobody);
            assertAway(catchThrowableOfType(RegistryException.class, () -> away.lookUp(service)), nobody);
            assertAway(catchThrowableOfType(RegistryException.class, () -> away.services("x")), nobody);
            assertAway(catchThrowableOfType(RegistryException.class, () -> away.get("k")), nobody);
            assertAway(catchThrowableOfType(RegistryException.class, () -> away.list("k")), nobody);
            assertAway(catchThrowableOfType(RegistryException.class, () -> away.put("k", bytes("v"))), nobody);
            assertAway(catchThrowableOfType(RegistryException.class, () -> away.putIf("k", bytes("v"), 0)), nobody);
            assertAway(catchThrowableOfType(RegistryException.class, () -> away.delete("k")), nobody);
            assertAway(
                    catchThrowableOfType(
                            RegistryException.class,
                            () -> away.openSession("s", Duration.ofSeconds(10), Duration.ZERO)),
                    nobody);
            assertAway(catchThrowableOfType(RegistryException.class, () -> away.renewSession("s")), nobody);
            assertAway(catchThrowableOfType(RegistryException.class, () -> away.closeSession("s")), nobody);
            assertAway(catchThrowableOfType(RegistryException.class, () -> away.acquire("k", bytes("v"), "s")), nobody);
            assertAway(catchThrowableOfType(RegistryException.class, () -> away.release("k", "s")), nobody);
        }
    }

    @Test
    @Timeout(60)
    void aRegistryThatHangsDoesNotHoldARequestForEver() throws Exception {
        // connections are accepted by the operating system, and nobody ever reads from them
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + deaf.getLocalPort());
            try (Registry hanging = connectTo(address)) {
                assertAway(
                        catchThrowableOfType(RegistryException.class, () -> hanging.beat(id, Status.PASSING, "")),
                        address);
            }
        }
    }

    @Test
    void aWrongTokenIsRefused() {
        assumeTrue(fixture().token() != null, "this registry demands no token");
        try (Registry stranger = fixture()
                        .factory()
                        .connect(RegistryAccess.of(
                                fixture().address(), "not-" + fixture().token()));
                Registry nobody =
                        fixture().factory().connect(RegistryAccess.of(fixture().address(), null))) {
            for (Registry refused : new Registry[] {stranger, nobody}) {
                RegistryException e = catchThrowableOfType(RegistryException.class, () -> refused.put("k", bytes("v")));
                assertThat(e.kind()).isEqualTo(Kind.REFUSED);
                assertThat(e)
                        .hasMessageContaining(fixture().address().toString())
                        .hasMessageContaining("registry.token");
                assertThat(e.getMessage()).doesNotContain(fixture().token());
            }
            heard.watch(stranger, service);
            eventually().untilAsserted(() -> assertThat(heard.losses).hasSize(1));
            assertThat(heard.losses.get(0).kind()).isEqualTo(Kind.REFUSED);
        }
    }

    @Test
    void closingWhileAwayThrowsNothing() throws Exception {
        Registry away = connectTo(URI.create("http://127.0.0.1:" + freePort()));
        heard.watch(away, service);
        eventually().untilAsserted(() -> assertThat(heard.losses).hasSize(1));

        assertThatCode(away::close).doesNotThrowAnyException();
    }

    private void hears(Map<String, Status> expected) {
        eventually().untilAsserted(() -> assertThat(heard.last()).isEqualTo(expected));
    }

    private static void assertAway(RegistryException e, URI address) {
        assertThat(e).isNotNull();
        assertThat(e.kind()).isEqualTo(Kind.AWAY);
        assertThat(e).hasMessageContaining(address.toString());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
