package io.msagent.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.msagent.core.registry.Instance.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Registering, beating, looking up. */
abstract class InstanceContract extends ContractPart {
    private final String service = fresh("service");
    private final String id = fresh("instance");

    @Test
    void showsWhatWasRegistered() {
        Registration registration = new Registration(
                id,
                service,
                "127.0.0.9",
                65_535,
                List.of("ms-test", "two"),
                Map.of("class", "com.acme.Pricing", "digest", "00ff"),
                TTL,
                Duration.ofMinutes(2));

        registry.register(registration);

        Instance instance = only(service);
        assertThat(instance.id()).isEqualTo(id);
        assertThat(instance.service()).isEqualTo(service);
        assertThat(instance.host()).isEqualTo("127.0.0.9");
        assertThat(instance.port()).isEqualTo(65_535);
        assertThat(instance.meta()).isEqualTo(registration.meta());
    }

    @Test
    void isCriticalUntilItsFirstBeat() {
        registry.register(registration(id, service));

        assertThat(only(service).status()).isEqualTo(Status.CRITICAL);
        assertThat(only(service).note()).isEmpty();

        assertThat(registry.beat(id, Status.PASSING, "ready")).isTrue();

        assertThat(onlyWhen(service, Status.PASSING).note()).isEqualTo("ready");
    }

    @Test
    void beatsSayHowItIsAndWhy() {
        registry.register(registration(id, service));

        registry.beat(id, Status.WARNING, "queue 90 % full");
        assertThat(onlyWhen(service, Status.WARNING).note()).isEqualTo("queue 90 % full");

        registry.beat(id, Status.CRITICAL, "stopping: told to by signal 15 & more = ü€😀");
        assertThat(onlyWhen(service, Status.CRITICAL).note()).isEqualTo("stopping: told to by signal 15 & more = ü€😀");

        registry.beat(id, Status.PASSING, "");
        assertThat(onlyWhen(service, Status.PASSING).note()).isEmpty();
    }

    @Test
    void doesNotKnowWhoNeverRegistered() {
        assertThat(registry.beat(id, Status.PASSING, "hello")).isFalse();
    }

    @Test
    void doesNotKnowWhoDeregistered() {
        registry.register(registration(id, service));
        assertThat(registry.beat(id, Status.PASSING, "")).isTrue();

        registry.deregister(id);

        assertThat(registry.beat(id, Status.PASSING, "")).isFalse();
        eventually().untilAsserted(() -> assertThat(registry.lookUp(service)).isEmpty());
    }

    @Test
    void cannotBeatItselfIntoMaintenance() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.beat(id, Status.MAINTENANCE, ""))
                .withMessageContaining("MAINTENANCE")
                .withMessageContaining("expected");
    }

    @Test
    void isCriticalWithoutBeatsAndComesBackWithOne() {
        registry.register(withTtl(registration(id, service), Duration.ofSeconds(1), Duration.ofMinutes(5)));
        assertThat(registry.beat(id, Status.PASSING, "")).isTrue();
        beatUntilPassing("");

        onlyWhen(service, Status.CRITICAL);

        assertThat(registry.beat(id, Status.PASSING, "back")).isTrue();
        assertThat(beatUntilPassing("back").note()).isEqualTo("back");
    }

    /** Beats on while it looks: on a machine that stands still for a while a single beat is out of date before it is seen. */
    private Instance beatUntilPassing(String note) {
        return eventually()
                .until(
                        () -> {
                            List<Instance> found = registry.lookUp(service);
                            if (found.stream().noneMatch(i -> i.status() == Status.PASSING)) {
                                registry.beat(id, Status.PASSING, note);
                            }
                            return found;
                        },
                        found -> found.size() == 1 && found.get(0).status() == Status.PASSING)
                .get(0);
    }

    @Test
    void isRemovedWhenCriticalForTooLong() {
        Duration after = fixture().shortestDeregisterAfter();
        registry.register(withTtl(registration(id, service), Duration.ofSeconds(1), after));
        only(service);

        eventually()
                .atMost(after.plusSeconds(1).plus(fixture().deregisterSlack()))
                .untilAsserted(() -> assertThat(registry.lookUp(service)).isEmpty());
        assertThat(registry.beat(id, Status.PASSING, "")).isFalse();
    }

    @Test
    void registeringAgainReplacesAndKeepsTheStatus() {
        registry.register(registration(id, service));
        registry.beat(id, Status.PASSING, "");
        onlyWhen(service, Status.PASSING);

        registry.register(new Registration(
                id, service, "127.0.0.2", 7002, List.of("ms-test"), Map.of("pid", "2"), TTL, Duration.ofMinutes(5)));

        eventually().untilAsserted(() -> {
            assertThat(registry.lookUp(service)).hasSize(1);
            Instance instance = registry.lookUp(service).get(0);
            assertThat(instance.host()).isEqualTo("127.0.0.2");
            assertThat(instance.port()).isEqualTo(7002);
            assertThat(instance.meta()).isEqualTo(Map.of("pid", "2"));
            assertThat(instance.status()).isEqualTo(Status.PASSING);
        });
    }

    @Test
    void hasTheStatusItRegistersWithUnlessItsIdIsKnown() {
        registry.register(registration(id, service), Status.PASSING);
        onlyWhen(service, Status.PASSING);
        registry.beat(id, Status.WARNING, "");
        onlyWhen(service, Status.WARNING);

        registry.register(
                new Registration(
                        id, service, "127.0.0.2", 7002, List.of("ms-test"), Map.of(), TTL, Duration.ofMinutes(5)),
                Status.PASSING);

        eventually().untilAsserted(() -> assertThat(only(service).port()).isEqualTo(7002));
        assertThat(only(service).status()).isEqualTo(Status.WARNING);
    }

    @Test
    void deregisteringTwiceIsNoError() {
        registry.register(registration(id, service));
        only(service);

        registry.deregister(id);
        eventually().untilAsserted(() -> assertThat(registry.lookUp(service)).isEmpty());

        assertThatNoException().isThrownBy(() -> registry.deregister(id));
        assertThatNoException().isThrownBy(() -> registry.deregister(fresh("never-there")));
    }

    @Test
    void maintenanceTakesItOutAndPutsItBack() {
        registry.register(registration(id, service));
        registry.beat(id, Status.PASSING, "well");
        onlyWhen(service, Status.PASSING);

        registry.maintenance(id, true, "disk is changed, ü");
        assertThat(onlyWhen(service, Status.MAINTENANCE).note()).isEqualTo("disk is changed, ü");

        assertThat(registry.beat(id, Status.WARNING, "beats go on")).isTrue();
        assertThat(only(service).status()).isEqualTo(Status.MAINTENANCE);

        registry.maintenance(id, false, "");
        assertThat(onlyWhen(service, Status.WARNING).note()).isEqualTo("beats go on");
    }

    @Test
    void maintenanceOfAStrangerIsRefused() {
        RegistryException e =
                catchThrowableOfType(RegistryException.class, () -> registry.maintenance(id, true, "nobody there"));

        assertThat(e.kind()).isEqualTo(RegistryException.Kind.REFUSED);
        assertThat(e).hasMessageContaining(id);
    }

    @Test
    void nobodyServesAnUnknownService() {
        assertThat(registry.lookUp(service)).isEmpty();
    }

    @Test
    void showsAllInstancesOfAServiceWhateverTheirStatus() {
        for (String name : List.of("a", "b", "c")) {
            registry.register(registration(id + name, service));
        }
        registry.register(registration(id + "other", fresh("other")));
        registry.beat(id + "a", Status.PASSING, "");
        registry.beat(id + "b", Status.WARNING, "");

        eventually()
                .untilAsserted(() -> assertThat(registry.lookUp(service))
                        .extracting(Instance::id, Instance::status)
                        .containsExactlyInAnyOrder(
                                org.assertj.core.groups.Tuple.tuple(id + "a", Status.PASSING),
                                org.assertj.core.groups.Tuple.tuple(id + "b", Status.WARNING),
                                org.assertj.core.groups.Tuple.tuple(id + "c", Status.CRITICAL)));
    }

    @Test
    void listsServicesByTag() {
        String tag = fresh("tag");
        String second = fresh("second");
        registry.register(tagged(id, service, List.of(tag, "x")));
        registry.register(tagged(id + "2", second, List.of("x", tag)));
        registry.register(tagged(id + "3", fresh("untagged"), List.of("x")));

        eventually()
                .untilAsserted(
                        () -> assertThat(registry.services(tag)).isEqualTo(new TreeSet<>(List.of(service, second))));

        registry.deregister(id);
        eventually().untilAsserted(() -> assertThat(registry.services(tag)).containsExactly(second));
        assertThat(registry.services(fresh("no-such-tag"))).isEmpty();
    }

    @Test
    void keepsEveryCharacter() {
        Map<String, String> meta = Map.of(
                "german", "Größe",
                "greek", "αβγ",
                "emoji", "😀👩‍🚀",
                "json", "{\"a\": [1, \"<b>&\\\\\"]}",
                "spaces", "  a\tb\nc  ",
                "empty", "");
        registry.register(
                new Registration(id, service, "127.0.0.1", 1, List.of("größe"), meta, TTL, Duration.ofMinutes(5)));

        assertThat(only(service).meta()).isEqualTo(meta);
        eventually().untilAsserted(() -> assertThat(registry.services("größe")).contains(service));
    }

    @Test
    void needsNeitherTagsNorMeta() {
        registry.register(
                new Registration(id, service, "127.0.0.1", 1, List.of(), Map.of(), TTL, Duration.ofMinutes(5)));

        assertThat(only(service).meta()).isEmpty();
    }

    @Test
    void takesLongNames() {
        String longest = ("s" + fresh("long").repeat(10)).substring(0, 63);
        String longId = id + "-" + "x".repeat(150);
        registry.register(registration(longId, longest));

        assertThat(registry.beat(longId, Status.PASSING, "n".repeat(900))).isTrue();

        Instance instance = onlyWhen(longest, Status.PASSING);
        assertThat(instance.id()).isEqualTo(longId);
        assertThat(instance.note()).isEqualTo("n".repeat(900));
    }

    @Test
    void takesNamesOfAnyCharacters() {
        String odd = "größe €😀 a+b&c=d?e#f%25/" + id;
        String oddService = "dienst-ü/€ 100%-" + service;
        registry.register(registration(odd, oddService));

        assertThat(registry.beat(odd, Status.PASSING, "wohlauf: ü€😀")).isTrue();
        assertThat(onlyWhen(oddService, Status.PASSING).id()).isEqualTo(odd);
        registry.maintenance(odd, true, "Größe?");
        assertThat(onlyWhen(oddService, Status.MAINTENANCE).note()).isEqualTo("Größe?");
        registry.deregister(odd);
        eventually().untilAsserted(() -> assertThat(registry.lookUp(oddService)).isEmpty());
    }

    @Test
    void refusesAnInstanceWithoutATtl() {
        Registration bad = withTtl(registration(id, service), Duration.ZERO, Duration.ofMinutes(5));

        RegistryException e = catchThrowableOfType(RegistryException.class, () -> registry.register(bad));

        assertThat(e.kind()).isEqualTo(RegistryException.Kind.REFUSED);
        assertThat(e).hasMessageContaining("TTL must be > 0").hasMessageContaining(id);
    }

    @Test
    void cutsMetaThatIsTooLong() {
        String fits = "m".repeat(512);
        String tooLong = "ü".repeat(512);
        registry.register(new Registration(
                id,
                service,
                "127.0.0.1",
                1,
                List.of(),
                Map.of("fits", fits, "cut", tooLong),
                TTL,
                Duration.ofMinutes(5)));

        Map<String, String> meta = only(service).meta();
        assertThat(meta).containsEntry("fits", fits);
        assertThat(tooLong).startsWith(meta.get("cut"));
        assertThat(meta.get("cut").getBytes(StandardCharsets.UTF_8)).hasSize(512);
    }

    @Test
    void refusesMetaKeysThatConsulDoesNotAllow() {
        Registration bad = new Registration(
                id, service, "127.0.0.1", 1, List.of(), Map.of("a b", "c"), TTL, Duration.ofMinutes(5));

        RegistryException e = catchThrowableOfType(RegistryException.class, () -> registry.register(bad));

        assertThat(e.kind()).isEqualTo(RegistryException.Kind.REFUSED);
        assertThat(e).hasMessageContaining("a b").hasMessageContaining(id);
    }

    private static Registration tagged(String id, String service, List<String> tags) {
        return new Registration(id, service, "127.0.0.1", 1, tags, Map.of(), TTL, Duration.ofMinutes(5));
    }
}
