package io.msagent.it.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryFactory;
import io.msagent.it.kit.Orchestrator;
import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import io.msagent.registry.consul.real.ConsulNode;
import io.msagent.registry.consul.real.RealConsul;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person looks at a real Consul's UI: one provider serves, one is quarantined, one is dead. With
 * {@code -Ddocs.rewrite=true} the test also makes the pictures of docs/consul.md.
 */
@Tag("once")
@ExtendWith({RealConsul.class, RealChromium.class})
class ConsulUiTest {
    private static final String SERVICE = "shop--pricing--quote";
    private static final String ALL =
            "shop-report,shop--inventory--allocate,shop--pricing--quote,shop--validation--check";
    private static final String NODE = "desk";
    private static final String REASON = "quarantined: its answers differ from the others'";

    @TempDir
    Path folder;

    private final List<Process> providers = new ArrayList<>();

    @AfterEach
    void endProviders() {
        providers.forEach(Process::destroyForcibly);
    }

    @Test
    void aPersonSeesWhoServesWhoIsQuarantinedAndWhoIsDead() throws Exception {
        // as docs/consul.md advises, but quicker still
        try (ConsulNode consul = ConsulNode.dev(
                        folder.resolve("consul"), "-node=" + NODE, "-hcl=check_update_interval = \"1s\"");
                Orchestrator orchestrator = Orchestrator.start(
                        folder.resolve("orchestrator"),
                        "--consul",
                        consul.address().toString(),
                        "--quarantine",
                        "10m"); // else the dead one is cleared away before anybody has looked
                Registry registry = ServiceLoader.load(RegistryFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .connect(RegistryAccess.of(consul.address(), null))) {
            for (int i = 0; i < 3; i++) {
                providers.add(provider(orchestrator, i));
            }
            for (Process provider : providers) {
                eventually().until(() -> !provider.isAlive() || isPassing(registry, provider));
                assertThat(provider.isAlive()).as(said()).isTrue();
            }
            Instance served = find(registry, providers.get(0));
            Instance quarantined = find(registry, providers.get(1));
            Instance dead = find(registry, providers.get(2));

            registry.maintenance(quarantined.id(), true, REASON);
            providers.get(2).destroyForcibly();
            eventually().until(() -> find(registry, providers.get(2)).status() == Instance.Status.CRITICAL);
            // those two are left; what they serve is called, so that there is something to see
            Program.Result caller = Program.jar(Paths.DEMO, "--calls", "300")
                    .agent(orchestrator.settings("fallback=none"))
                    .run();
            assertThat(caller.status()).as(caller.err()).isZero();
            eventually().until(() -> find(registry, providers.get(0)).note().contains(" p99 "));

            try (Chromium chromium = Chromium.start(folder)) {
                String ui = consul.address() + "/ui/dc1/services";
                String services = chromium.open(ui, text -> text.contains(SERVICE) && text.contains("ms-orchestrator"));
                assertThat(services).contains("ms-agent", "v" + System.getProperty("project.version"), "3 Instances");

                String instances = chromium.open(ui + "/" + SERVICE, text -> text.contains(dead.id()));
                assertThat(instances.lines().toList())
                        .containsSubsequence(served.id(), "All service checks passing")
                        .containsSubsequence(quarantined.id(), "1/2 service checks failing")
                        .containsSubsequence(dead.id(), "All service checks failing");
                keep("consul-ui.png", chromium.picture(700));

                assertThat(checks(chromium, ui, served, "busy"))
                        .contains("ms-agent heartbeat")
                        .containsPattern("serving · \\d+/16 busy · \\d+ % · p99 [0-9.]+ ms")
                        .contains("Critical without a beat for 20 s; removed when critical for 600 s");
                assertThat(checks(chromium, ui, quarantined, REASON))
                        .contains("Service Maintenance Mode", "ms-agent heartbeat", "serving · ");
                keep("consul-ui-instance.png", chromium.picture(1000));
                assertThat(checks(chromium, ui, dead, "TTL expired"))
                        .containsPattern("TTL expired .*serving · 0/16 busy");

                Instance self = registry.lookUp("ms-orchestrator").get(0);
                // of four services each, one provider serves all and one all but one
                assertThat(checks(chromium, ui, self, "leads · 4 services · 7 instances"))
                        .contains("ms-agent heartbeat");
            }
            assertThat(orchestrator.status().path("instances")).anySatisfy(instance -> {
                assertThat(instance.path("id").asText()).isEqualTo(quarantined.id());
                assertThat(instance.path("state").asText()).isEqualTo("quarantined");
                assertThat(instance.path("reason").asText()).contains("its answers differ from the others'");
            });
        }
    }

    private Process provider(Orchestrator orchestrator, int number) {
        return Program.jar(Paths.DEMO)
                .agent(orchestrator.settings("serve=" + ALL, "heartbeat.ttl=20s", "deregister.after=10m"))
                .start(folder.resolve("provider" + number + ".out"), folder.resolve("provider" + number + ".err"));
    }

    /** What the providers have complained of. */
    private String said() throws IOException {
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < providers.size(); i++) {
            said.append(Files.readString(folder.resolve("provider" + i + ".err")));
        }
        return said.toString();
    }

    private static boolean isPassing(Registry registry, Process provider) {
        return find(registry, provider).status() == Instance.Status.PASSING;
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(3))
                .pollInterval(200, TimeUnit.MILLISECONDS)
                .ignoreExceptions();
    }

    private static Instance find(Registry registry, Process provider) {
        return registry.lookUp(SERVICE).stream()
                .filter(instance -> instance.meta().get("pid").equals(Long.toString(provider.pid())))
                .findFirst()
                .orElseThrow();
    }

    /** The page of one instance's checks. */
    private static String checks(Chromium chromium, String ui, Instance instance, String expected) throws IOException {
        String page = String.join("/", ui, instance.service(), "instances", NODE, instance.id(), "health-checks");
        return chromium.open(page, text -> text.contains(expected));
    }

    private static void keep(String name, byte[] picture) throws IOException {
        if (Boolean.getBoolean("docs.rewrite")) {
            Files.write(Paths.ROOT.resolve("docs/images").resolve(name), picture);
        }
    }
}
