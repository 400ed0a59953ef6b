package io.msagent.it.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryServerFactory;
import io.msagent.registry.consul.ConsulRegistryFactory;
import io.msagent.registry.consul.embedded.EmbeddedRegistryFactory;
import io.msagent.registry.consul.real.ConsulNode;
import io.msagent.registry.consul.real.RealConsul;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Processes that hold a lease, are stopped or killed, and what becomes of what they still want to write. */
@Tag("once")
class FenceTest {
    private static final String TOKEN = "a-token-of-this-test";

    @TempDir
    Path folder;

    @Test
    void onTheEmbeddedRegistry() throws Exception {
        try (RegistryServerFactory.Running server = new EmbeddedRegistryFactory()
                .start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), TOKEN, folder.resolve("registry"))) {
            aLateWriteIsRefused(server.address(), TOKEN);
        }
    }

    @Test
    @ExtendWith(RealConsul.class)
    void onConsul() throws Exception {
        try (ConsulNode consul = ConsulNode.dev(folder.resolve("consul"))) {
            aLateWriteIsRefused(consul.address(), "");
        }
    }

    private void aLateWriteIsRefused(URI address, String token) throws Exception {
        try (Holder one = new Holder(folder, address, token, "one");
                Registry registry = new ConsulRegistryFactory()
                        .connect(RegistryAccess.of(address, token.isEmpty() ? null : token))) {
            one.awaitLease();
            assertThat(one.writes()).isTrue();
            try (Holder two = new Holder(folder, address, token, "two")) {
                one.signal("STOP");
                one.sayWrite(); // which is the first thing that it does when it goes on
                two.awaitLease();
                assertThat(two.writes()).isTrue();

                one.signal("CONT");

                assertThat(one.answer()).as("done under the old fence").isFalse();
                assertThat(one.believesToHaveIt()).isFalse();
                assertThat(written(registry)).isEqualTo("two");
                two.signal("KILL");
                try (Holder three = new Holder(folder, address, token, "three")) {
                    one.close();
                    three.awaitLease();
                    assertThat(three.writes()).isTrue();
                }
            }
            assertThat(written(registry)).isEqualTo("three");
        }
    }

    private static String written(Registry registry) {
        return new String(registry.get(HolderProgram.KEY).orElseThrow().value(), StandardCharsets.UTF_8);
    }
}
