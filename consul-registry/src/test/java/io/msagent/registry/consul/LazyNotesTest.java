package io.msagent.registry.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.core.registry.Instance.Status;
import io.msagent.core.registry.Registration;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.registry.consul.real.ConsulNode;
import io.msagent.registry.consul.real.RealConsul;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** When a real Consul shows what; docs/consul.md tells it to people. */
@Tag("once")
@ExtendWith(RealConsul.class)
class LazyNotesTest {
    private static final String CHECK = "service:pricing.1";
    private static final String HEALTH = "/v1/health/service/pricing";
    private static final Registration PRICING = new Registration(
            "pricing.1",
            "pricing",
            "127.0.0.1",
            7001,
            List.of("ms-agent"),
            Map.of(),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10));

    @Test
    void aNoteIsAtTheAgentAtOnceAndInTheCatalogueWithTheNextStatus(@TempDir Path folder) {
        try (ConsulNode consul = ConsulNode.dev(folder);
                Registry registry = new ConsulRegistryFactory().connect(RegistryAccess.of(consul.address(), null))) {
            Http http = new Http(consul.address(), null);
            registry.register(PRICING);
            registry.beat(PRICING.id(), Status.PASSING, "first");
            eventually()
                    .untilAsserted(() -> assertThat(inCatalogue(http, "Output")).isEqualTo("first"));
            long index = Http.index(http.get(HEALTH));

            for (int beat = 1; beat <= 20; beat++) {
                registry.beat(PRICING.id(), Status.PASSING, "beat " + beat);
            }
            assertThat(atAgent(http)).isEqualTo("beat 20");
            assertThat(inCatalogue(http, "Output")).isEqualTo("first");
            assertThat(Http.index(http.get(HEALTH)))
                    .as("index: nobody who watches was woken")
                    .isEqualTo(index);

            registry.beat(PRICING.id(), Status.WARNING, "another status");
            eventually()
                    .untilAsserted(() -> assertThat(inCatalogue(http, "Output")).isEqualTo("another status"));

            registry.maintenance(PRICING.id(), true, "quarantined: wrong answers");
            registry.maintenance(PRICING.id(), true, "another reason");
            eventually()
                    .untilAsserted(() -> assertThat(registry.lookUp("pricing"))
                            .singleElement()
                            .satisfies(instance -> {
                                assertThat(instance.status()).isEqualTo(Status.MAINTENANCE);
                                assertThat(instance.note()).isEqualTo("quarantined: wrong answers");
                            }));
            assertThat(inCatalogue(http, "Name")).isEqualTo("ms-agent heartbeat");
            assertThat(inCatalogue(http, "Notes"))
                    .isEqualTo("Critical without a beat for 600 s; removed when critical for 600 s");
        }
    }

    @Test
    void howLateIsForTheOperatorToSay(@TempDir Path folder) {
        try (ConsulNode consul = ConsulNode.dev(folder, "-hcl=check_update_interval = \"1s\"");
                Registry registry = new ConsulRegistryFactory().connect(RegistryAccess.of(consul.address(), null))) {
            Http http = new Http(consul.address(), null);
            registry.register(PRICING);
            registry.beat(PRICING.id(), Status.PASSING, "first");
            eventually()
                    .untilAsserted(() -> assertThat(inCatalogue(http, "Output")).isEqualTo("first"));
            registry.beat(PRICING.id(), Status.PASSING, "second");
            eventually()
                    .untilAsserted(() -> assertThat(inCatalogue(http, "Output")).isEqualTo("second"));
        }
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(1));
    }

    private static String atAgent(Http http) {
        return http.json("/v1/agent/checks").path(CHECK).path("Output").asText();
    }

    private static String inCatalogue(Http http, String field) {
        for (JsonNode check : http.json("/v1/health/checks/pricing")) {
            if (check.path("CheckID").asText().equals(CHECK)) {
                return check.path(field).asText();
            }
        }
        return "no such check";
    }
}
