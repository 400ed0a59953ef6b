package io.msagent.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.msagent.core.registry.Registry.Entry;
import io.msagent.core.registry.Registry.Write;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and values. */
abstract class KeyContract extends ContractPart {
    private static final int LARGEST = 512 * 1024;

    private final String folder = fresh("keys");

    @Test
    void keepsWhatWasPut() {
        registry.put(folder + "/a", bytes("one"));

        Entry entry = registry.get(folder + "/a").orElseThrow();
        assertThat(text(entry.value())).isEqualTo("one");
        assertThat(entry.modifyIndex()).isPositive();
        assertThat(entry.session()).isNull();
        assertThat(registry.get(folder + "/b")).isEmpty();
        assertThat(registry.get(folder)).isEmpty();
    }

    @Test
    void keepsEveryByteUpToTheLimit() {
        byte[] large = new byte[LARGEST];
        new Random(7).nextBytes(large);
        registry.put(folder + "/large", large);
        registry.put(folder + "/empty", new byte[0]);

        assertThat(registry.get(folder + "/large").orElseThrow().value()).isEqualTo(large);
        assertThat(registry.get(folder + "/empty").orElseThrow().value()).isEmpty();
    }

    @Test
    void refusesMoreThanTheLimit() {
        RegistryException e = catchThrowableOfType(
                RegistryException.class, () -> registry.put(folder + "/large", new byte[LARGEST + 1]));

        assertThat(e.kind()).isEqualTo(RegistryException.Kind.REFUSED);
        assertThat(e).hasMessageContaining(folder + "/large").hasMessageContaining("too large");
        assertThat(registry.get(folder + "/large")).isEmpty();
    }

    @Test
    void keepsManyValuesOf64KiB() {
        byte[] value = new byte[64 * 1024];
        new Random(11).nextBytes(value);
        for (int i = 0; i < 10; i++) {
            registry.put(folder + "/" + i, value);
        }

        assertThat(registry.list(folder + "/").values())
                .hasSize(10)
                .allSatisfy(entry -> assertThat(entry.value()).isEqualTo(value));
    }

    @Test
    void takesLongKeys() {
        String key = folder + "/" + "größe/".repeat(120) + "end";
        registry.put(key, bytes("far"));

        assertThat(registry.list(folder)).containsOnlyKeys(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "with space", "größe/€/😀", "a+b&c=d?e#f", "percent%2Fpercent", "trailing/"})
    void takesKeysOfAnyCharacters(String key) {
        registry.put(folder + "/" + key, bytes(key));

        assertThat(text(registry.get(folder + "/" + key).orElseThrow().value())).isEqualTo(key);
        assertThat(registry.list(folder + "/")).containsOnlyKeys(folder + "/" + key);

        registry.delete(folder + "/" + key);
        assertThat(registry.get(folder + "/" + key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/leading", "a//b", "a/./b", "a/../b", ".."})
    void refusesKeysThatWouldBecomeOthersOnTheWay(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.put(key, bytes("x")))
                .withMessageContaining("key: ")
                .withMessageContaining("expected");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        registry.transact(List.of(Write.put(folder + "/a", bytes("x")), Write.delete(key)), null))
                .withMessageContaining("key: ");
        assertThat(registry.get(folder + "/a")).isEmpty();
    }

    @Test
    void refusesATransactionOfMoreBytesThanARequestMayHave() {
        byte[] half = new byte[300 * 1024];

        RegistryException e = catchThrowableOfType(
                RegistryException.class,
                () -> registry.transact(List.of(Write.put(folder + "/a", half), Write.put(folder + "/b", half)), null));

        assertThat(e.kind()).isEqualTo(RegistryException.Kind.REFUSED);
        assertThat(e).hasMessageContaining("transaction of " + folder + "/a and 1 more");
        assertThat(registry.list(folder + "/")).isEmpty();
    }

    @Test
    void listsByPrefixInOrder() {
        for (String name : List.of("/b/2", "/a", "/b/1", "x")) {
            registry.put(folder + name, bytes(name));
        }

        assertThat(registry.list(folder + "/").keySet())
                .containsExactly(folder + "/a", folder + "/b/1", folder + "/b/2");
        assertThat(registry.list(folder + "/b").keySet()).containsExactly(folder + "/b/1", folder + "/b/2");
        assertThat(text(registry.list(folder + "/b/1").get(folder + "/b/1").value()))
                .isEqualTo("/b/1");
        assertThat(registry.list(folder + "/none")).isEmpty();
        assertThat(registry.list("")).containsKeys(folder + "/a", folder + "x");
    }

    @Test
    void deletingTwiceIsNoError() {
        registry.put(folder, bytes("x"));

        registry.delete(folder);
        assertThat(registry.get(folder)).isEmpty();
        assertThatNoException().isThrownBy(() -> registry.delete(folder));
    }

    @Test
    void everyChangeRaisesTheModifyIndex() {
        registry.put(folder, bytes("1"));
        long first = registry.get(folder).orElseThrow().modifyIndex();
        registry.put(folder, bytes("2"));
        long second = registry.get(folder).orElseThrow().modifyIndex();
        registry.delete(folder);
        registry.put(folder, bytes("1"));
        long third = registry.get(folder).orElseThrow().modifyIndex();

        assertThat(first).isLessThan(second);
        assertThat(second).isLessThan(third);
    }

    @Test
    void putIfStoresOnlyOverWhatIsKnown() {
        assertThat(registry.putIf(folder, bytes("first"), 0)).isTrue();
        assertThat(registry.putIf(folder, bytes("again"), 0)).isFalse();
        long index = registry.get(folder).orElseThrow().modifyIndex();

        assertThat(registry.putIf(folder, bytes("second"), index)).isTrue();
        assertThat(registry.putIf(folder, bytes("stale"), index)).isFalse();
        assertThat(registry.putIf(folder + "/none", bytes("x"), index)).isFalse();
        assertThat(text(registry.get(folder).orElseThrow().value())).isEqualTo("second");
        assertThat(registry.get(folder + "/none")).isEmpty();
    }

    @Test
    void aCounterThatManyRaiseEndsExactly() throws Exception {
        int writers = 6;
        int each = 10;
        registry.put(folder, bytes("0"));
        List<Integer> done = new Race(writers).run(writer -> {
            for (int i = 0; i < each; i++) {
                raise();
            }
            return true;
        });

        assertThat(done).hasSize(writers);
        assertThat(text(registry.get(folder).orElseThrow().value())).isEqualTo(Integer.toString(writers * each));
    }

    private void raise() {
        while (true) {
            Entry entry = registry.get(folder).orElseThrow();
            String next = Integer.toString(Integer.parseInt(text(entry.value())) + 1);
            if (registry.putIf(folder, bytes(next), entry.modifyIndex())) {
                return;
            }
        }
    }

    @Test
    void ofManyWhoPutIfExactlyOneWinsEachRound() throws Exception {
        int writers = 8;
        int rounds = 25;
        Race race = new Race(writers);
        long index = 0;
        for (int round = 0; round < rounds; round++) {
            long expected = index;
            String prefix = "round " + round + " by ";
            List<Integer> winners = race.run(writer -> registry.putIf(folder, bytes(prefix + writer), expected));

            assertThat(winners).as("winners of round %d", round).hasSize(1);
            Entry entry = registry.get(folder).orElseThrow();
            assertThat(text(entry.value())).isEqualTo(prefix + winners.get(0));
            assertThat(entry.modifyIndex()).isGreaterThan(index);
            index = entry.modifyIndex();
        }
    }
}
