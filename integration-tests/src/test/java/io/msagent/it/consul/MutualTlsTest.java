package io.msagent.it.consul;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.Orchestrator;
import io.msagent.registry.consul.real.ConsulTls;
import io.msagent.registry.consul.real.RealConsul;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Caller, provider and orchestrator at a Consul with a certificate of a private authority, which demands one of them. */
@Tag("once")
@ExtendWith(RealConsul.class)
class MutualTlsTest {
    @TempDir
    Path folder;

    @Test
    void callsAreServedByAProviderThatWasStartedForThem() {
        try (ConsulTls consul = ConsulTls.start(folder.resolve("consul"));
                Orchestrator orchestrator = Orchestrator.start(
                        folder,
                        "--consul",
                        consul.address().toString(),
                        "--consul-ca",
                        consul.ca().toString(),
                        "--consul-cert",
                        consul.cert().toString(),
                        "--consul-key",
                        consul.key().toString());
                Ticking ticker = new Ticking(
                        folder,
                        orchestrator.settings(
                                "registry.ca=" + consul.ca(),
                                "registry.cert=" + consul.cert(),
                                "registry.key=" + consul.key(),
                                "timeout=120s",
                                "fallback=none"),
                        Map.of())) {
            assertThat(orchestrator.registry()).isEqualTo(consul.address().toString());

            long provider = ticker.awaitProcessOtherThan(0);

            assertThat(orchestrator.pids(Ticking.SERVICE)).containsExactly(provider);
            assertThat(provider).isNotEqualTo(ticker.pid());
            assertThat(ticker.said()).isEmpty();
        }
    }
}
