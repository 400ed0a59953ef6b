package io.msagent.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.core.registry.Registry.Entry;
import io.msagent.core.registry.Registry.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several locks at once. */
public abstract class LockContract extends ContractPart {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final String folder = fresh("locks");
    private final List<String> opened = new ArrayList<>();

    @AfterEach
    void closeSessions() {
        opened.forEach(registry::closeSession);
    }

    @Test
    void takesThemAllAndGivesThemBackWithOtherValues() {
        registry.put(folder + "/b", bytes("old"));
        String session = open();

        assertThat(registry.acquireAll(List.of(lock("/a", "1", 0), lock("/b", "2", index("/b"))), session))
                .isTrue();
        assertThat(List.of(holder("/a"), holder("/b"))).containsOnly(session);
        assertThat(value("/a") + value("/b")).isEqualTo("12");

        assertThat(registry.releaseAll(
                        List.of(Write.put(folder + "/a", bytes("3")), Write.put(folder + "/b", bytes("4"))), session))
                .isTrue();
        assertThat(registry.list(folder + "/").values())
                .extracting(Entry::session)
                .containsOnlyNulls();
        assertThat(value("/a") + value("/b")).isEqualTo("34");
    }

    @Test
    void ifOneIsAnothersNothingIsTaken() {
        String other = open();
        assertThat(registry.acquire(folder + "/b", bytes("other's"), other)).isTrue();

        assertThat(registry.acquireAll(List.of(lock("/a", "1", 0), lock("/b", "2", index("/b"))), open()))
                .isFalse();

        assertThat(registry.list(folder + "/")).containsOnlyKeys(folder + "/b");
        assertThat(value("/b")).isEqualTo("other's");
        assertThat(holder("/b")).isEqualTo(other);
    }

    @Test
    void whoHasNotSeenTheLastHolderGetsNothing() {
        registry.put(folder + "/a", bytes("seen"));
        long seen = index("/a");
        String between = open();
        assertThat(registry.acquireAll(List.of(lock("/a", "between", seen)), between))
                .isTrue();
        assertThat(registry.releaseAll(List.of(Write.put(folder + "/a", bytes("given back"))), between))
                .isTrue();

        String late = open();
        assertThat(registry.acquireAll(List.of(lock("/a", "late", seen)), late)).isFalse();
        assertThat(value("/a")).isEqualTo("given back");
        assertThat(registry.acquireAll(List.of(lock("/a", "late", index("/a"))), late))
                .isTrue();
    }

    @Test
    void ifOneIsNotHeldNothingIsGivenBack() {
        String session = open();
        assertThat(registry.acquireAll(List.of(lock("/a", "1", 0)), session)).isTrue();

        assertThat(registry.releaseAll(
                        List.of(Write.put(folder + "/a", bytes("x")), Write.put(folder + "/b", bytes("x"))), session))
                .isFalse();
        assertThat(registry.releaseAll(List.of(Write.put(folder + "/a", bytes("x"))), open()))
                .isFalse();
        assertThat(registry.releaseAll(List.of(lock("/a", "x", index("/a") - 1)), session))
                .isFalse();

        assertThat(holder("/a")).isEqualTo(session);
        assertThat(value("/a")).isEqualTo("1");
        assertThat(registry.releaseAll(List.of(lock("/a", "2", index("/a"))), session))
                .isTrue();
        assertThat(value("/a")).isEqualTo("2");
    }

    @Test
    void aSessionThatHasEndedGetsNothing() {
        String ended = open();
        registry.closeSession(ended);

        assertThatThrownBy(() -> registry.acquireAll(List.of(lock("/a", "1", 0)), ended))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.kind()).isEqualTo(RegistryException.Kind.REFUSED));
        assertThat(registry.get(folder + "/a")).isEmpty();
    }

    @Test
    void takesAsManyAsItSays() {
        String session = open();
        assertThat(registry.acquireAll(many(Registry.MOST_LOCKS), session)).isTrue();
        assertThat(registry.list(folder + "/").values())
                .extracting(Entry::session)
                .containsOnly(session);
        assertThat(registry.releaseAll(heldNow(), session)).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.acquireAll(many(Registry.MOST_LOCKS + 1), session))
                .withMessageContaining("33");
    }

    private List<Write> heldNow() {
        return registry.list(folder + "/").entrySet().stream()
                .map(held ->
                        new Write(held.getKey(), bytes("y"), held.getValue().modifyIndex()))
                .toList();
    }

    private List<Write> many(int count) {
        return IntStream.range(0, count).mapToObj(i -> lock("/" + i, "x", 0)).toList();
    }

    private String open() {
        String id = registry.openSession(folder, LONG, Duration.ZERO);
        opened.add(id);
        return id;
    }

    private Write lock(String name, String value, long index) {
        return new Write(folder + name, bytes(value), index);
    }

    private String value(String name) {
        return text(registry.get(folder + name).map(Entry::value).orElseThrow());
    }

    private String holder(String name) {
        return registry.get(folder + name).map(Entry::session).orElseThrow();
    }

    private long index(String name) {
        return registry.get(folder + name).orElseThrow().modifyIndex();
    }
}
