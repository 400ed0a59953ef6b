package io.msagent.registry.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Registration;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.Registry.Write;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryException;
import io.msagent.registry.consul.real.ConsulAcl;
import io.msagent.registry.consul.real.DocumentedPolicy;
import io.msagent.registry.consul.real.RealConsul;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policies in the docs are enough, and none of their rules is too much; against a real Consul that denies the rest. */
@ExtendWith(RealConsul.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AclPoliciesTest {
    /** What a role does, by the kind of rule that allows it. */
    private static final Map<String, List<Work>> WORK = Map.of(
            "caller service_prefix", List.of(Work.HEARS),
            "caller node_prefix", List.of(Work.HEARS),
            "provider service_prefix", List.of(Work.HEARS, Work.REGISTERS),
            "provider node_prefix", List.of(Work.HEARS),
            "provider key_prefix", List.of(Work.OWNS),
            "provider session_prefix", List.of(Work.OWNS),
            "orchestrator service_prefix", List.of(Work.HEARS, Work.LISTS, Work.REGISTERS),
            "orchestrator node_prefix", List.of(Work.HEARS),
            "orchestrator key_prefix", List.of(Work.KEEPS),
            "orchestrator session_prefix", List.of(Work.LOCKS));

    private ConsulAcl consul;
    private Registry master;

    /** What is done in a registry; true if it was allowed. */
    enum Work {
        HEARS {
            @Override
            boolean done(Registry registry) {
                return !registry.lookUp("there").isEmpty();
            }
        },
        LISTS {
            @Override
            boolean done(Registry registry) {
                return registry.services("ms-agent").contains("there");
            }
        },
        REGISTERS {
            @Override
            boolean done(Registry registry) {
                registry.register(registration("ms-orchestrator"));
                boolean known = registry.beat("ms-orchestrator.1", Instance.Status.PASSING, "acts");
                registry.deregister("ms-orchestrator.1");
                return known;
            }
        },
        KEEPS {
            @Override
            boolean done(Registry registry) {
                registry.put("ms-agent/launch/there", new byte[] {1});
                registry.put("ms-agent-events/there", new byte[] {1});
                registry.delete("ms-agent-events/there");
                boolean kept = registry.list("ms-agent/").size() == 1;
                registry.delete("ms-agent/launch/there");
                return kept;
            }
        },
        OWNS {
            @Override
            boolean done(Registry registry) {
                String session = registry.openSession("leases", Duration.ofSeconds(10), Duration.ZERO);
                Write lock = Write.put("ms-agent-leases/there/07", new byte[] {1});
                boolean counted = registry.putIf("ms-agent-leases/there/epoch", new byte[] {1}, 0);
                boolean taken = registry.acquireAll(List.of(lock), session);
                boolean seen = registry.list("ms-agent-leases/there/").size() == 2;
                boolean given = registry.releaseAll(List.of(lock), session);
                registry.closeSession(session);
                registry.delete("ms-agent-leases/there/epoch");
                return counted && taken && seen && given;
            }
        },
        LOCKS {
            @Override
            boolean done(Registry registry) {
                String session = registry.openSession("ms-orchestrator-1", Duration.ofSeconds(10), Duration.ZERO);
                boolean renewed = registry.renewSession(session);
                registry.closeSession(session);
                return renewed;
            }
        };

        abstract boolean done(Registry registry);

        boolean allowed(Registry registry) {
            try {
                return done(registry);
            } catch (RegistryException e) {
                assertThat(e).hasMessageContaining("not allowed").hasMessageContaining("registry.token");
                return false;
            }
        }
    }

    private static Registration registration(String service) {
        return new Registration(
                service + ".1",
                service,
                "127.0.0.1",
                1,
                List.of("ms-agent"),
                Map.of(),
                Duration.ofMinutes(10),
                Duration.ofMinutes(20));
    }

    static List<Arguments> rules() {
        List<Arguments> rules = new ArrayList<>();
        for (String role : List.of("caller", "provider", "orchestrator")) {
            DocumentedPolicy.of(role).rules().forEach(rule -> rules.add(Arguments.of(role, rule)));
        }
        return rules;
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        consul = ConsulAcl.start(folder);
        master = connect(ConsulAcl.MASTER);
        master.register(registration("there"));
    }

    @AfterAll
    void stop() {
        if (consul != null) {
            master.close();
            consul.close();
        }
    }

    private Registry connect(String token) {
        return new ConsulRegistryFactory().connect(RegistryAccess.of(consul.address(), token));
    }

    private static Stream<Work> work(String role) {
        return WORK.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(role + " "))
                .flatMap(entry -> entry.getValue().stream())
                .distinct();
    }

    /** With ACLs Consul has other words for what it does not know; a provider that it has forgotten must register again. */
    @Test
    void whatIsNotRegisteredIsNoTrouble() {
        try (Registry registry =
                connect(consul.token(DocumentedPolicy.of("provider").text()).secret())) {
            assertThat(registry.beat("nobody.1", Instance.Status.PASSING, "serving"))
                    .isFalse();
            assertThatCode(() -> registry.deregister("nobody.1")).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"caller", "provider", "orchestrator"})
    void thePolicyIsEnough(String role) {
        String token = consul.token(DocumentedPolicy.of(role).text()).secret();
        try (Registry registry = connect(token)) {
            assertThat(work(role)).allMatch(work -> work.allowed(registry));
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void noRuleIsTooMuch(String role, String rule) {
        DocumentedPolicy policy = DocumentedPolicy.of(role);
        List<Work> needed = WORK.get(role + " " + rule.split(" ")[0]);
        try (Registry registry =
                connect(consul.token(policy.without(rule).text()).secret())) {
            assertThat(needed).noneMatch(work -> work.allowed(registry));
        }
        if (!policy.readOnly(rule).equals(policy)) {
            try (Registry registry =
                    connect(consul.token(policy.readOnly(rule).text()).secret())) {
                assertThat(needed).anyMatch(work -> !work.allowed(registry));
            }
        }
    }

    @Test
    void aTokenThatIsTakenBackIsTroubleUntilItIsGood() {
        ConsulAcl.Token token = consul.token(DocumentedPolicy.of("provider").text());
        AtomicReference<List<Instance>> heard = new AtomicReference<>(List.of());
        Queue<RegistryException> losses = new ConcurrentLinkedQueue<>();
        try (Registry registry = connect(token.secret())) {
            // by another, so that the agent tells the catalogue of it while this token is away
            master.register(registration("mine"));
            registry.watch("mine", heard::set, losses::add);
            await().atMost(Duration.ofMinutes(1)).until(() -> heard.get().size() == 1);

            consul.delete(token);
            assertThat(Work.REGISTERS.allowed(registry)).isFalse();
            // the query that waits is answered, and refused, when something happens
            boolean known = master.beat("mine.1", Instance.Status.PASSING, "well");
            assertThat(known).isTrue();
            await().atMost(Duration.ofMinutes(2)).until(() -> losses.size() == 1);
            assertThat(losses.peek()).hasMessageContaining("not allowed");
            List<Instance> before = heard.get();

            consul.give(token);
            await().atMost(Duration.ofMinutes(2)).until(() -> heard.get() != before);
            assertThat(heard.get()).singleElement().extracting(Instance::status).isEqualTo(Instance.Status.PASSING);
            assertThat(registry.beat("mine.1", Instance.Status.PASSING, "serving"))
                    .isTrue();
            assertThat(losses).as("said once").hasSize(1);
        }
    }
}
