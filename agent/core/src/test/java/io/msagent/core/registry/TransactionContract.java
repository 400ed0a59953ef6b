package io.msagent.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.msagent.core.registry.Registry.Entry;
import io.msagent.core.registry.Registry.Fence;
import io.msagent.core.registry.Registry.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several writes at once, and those that a lock must stand behind. */
public abstract class TransactionContract extends ContractPart {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final String folder = fresh("txn");
    private final String lock = fresh("lock");
    private final List<String> opened = new ArrayList<>();

    @AfterEach
    void closeSessions() {
        opened.forEach(registry::closeSession);
    }

    @Test
    void storesAndRemovesAllOfIt() {
        registry.put(folder + "/gone", bytes("x"));
        registry.put(folder + "/old", bytes("old"));

        boolean done = registry.transact(
                List.of(
                        put("/new", "1"),
                        put("/old", "2"),
                        Write.delete(folder + "/gone"),
                        Write.delete(folder + "/no")),
                null);

        assertThat(done).isTrue();
        assertThat(registry.list(folder + "/")).containsOnlyKeys(folder + "/new", folder + "/old");
        assertThat(value("/new")).isEqualTo("1");
        assertThat(value("/old")).isEqualTo("2");
    }

    @Test
    void nothingIsAlsoATransaction() {
        assertThat(registry.transact(List.of(), null)).isTrue();
        assertThat(registry.transact(List.of(), new Fence(lock, open()))).isFalse();
    }

    @Test
    void keepsEveryByte() {
        byte[] bytes = new byte[4096];
        new Random(3).nextBytes(bytes);

        registry.transact(List.of(Write.put(folder + "/a", bytes), Write.put(folder + "/b", new byte[0])), null);

        assertThat(registry.get(folder + "/a").orElseThrow().value()).isEqualTo(bytes);
        assertThat(registry.get(folder + "/b").orElseThrow().value()).isEmpty();
    }

    @Test
    void ofAModifyIndexThatDiffersNothingIsLeft() {
        registry.put(folder + "/a", bytes("a"));
        registry.put(folder + "/b", bytes("b"));
        long index = index("/a");

        assertThat(registry.transact(
                        List.of(put("/new", "x"), Write.delete(folder + "/b"), putIf("/a", "x", index + 1)), null))
                .isFalse();
        assertThat(registry.transact(List.of(putIf("/a", "x", index), putIf("/none", "x", index)), null))
                .isFalse();
        assertThat(registry.transact(List.of(put("/b", "x"), deleteIf("/a", index + 1)), null))
                .isFalse();

        assertThat(registry.list(folder + "/")).containsOnlyKeys(folder + "/a", folder + "/b");
        assertThat(value("/a")).isEqualTo("a");
        assertThat(value("/b")).isEqualTo("b");
        assertThat(index("/a")).isEqualTo(index);
    }

    @Test
    void ofAModifyIndexThatIsRightAllIsDone() {
        registry.put(folder + "/a", bytes("a"));
        registry.put(folder + "/b", bytes("b"));

        assertThat(registry.transact(List.of(putIf("/a", "2", index("/a")), deleteIf("/b", index("/b"))), null))
                .isTrue();

        assertThat(registry.list(folder + "/")).containsOnlyKeys(folder + "/a");
        assertThat(value("/a")).isEqualTo("2");
    }

    @Test
    void indexZeroMeansThatThereIsNone() {
        assertThat(registry.transact(List.of(putIf("/a", "1", 0), putIf("/b", "1", 0)), null))
                .isTrue();
        assertThat(registry.transact(List.of(putIf("/c", "1", 0), putIf("/b", "2", 0)), null))
                .isFalse();

        assertThat(registry.list(folder + "/")).containsOnlyKeys(folder + "/a", folder + "/b");
        assertThat(value("/b")).isEqualTo("1");
    }

    @Test
    void removingWhatIsGoneIsNeverWrong() {
        assertThat(registry.transact(List.of(deleteIf("/none", 0), deleteIf("/none", 7), put("/a", "1")), null))
                .isTrue();

        assertThat(value("/a")).isEqualTo("1");
    }

    @Test
    void onlyTheHolderOfTheLockWrites() {
        Fence one = fence();
        Fence two = new Fence(lock, open());

        assertThat(registry.transact(List.of(put("/a", "one")), one)).isTrue();
        assertThat(registry.transact(List.of(put("/a", "two"), put("/b", "two")), two))
                .isFalse();

        assertThat(registry.list(folder + "/")).containsOnlyKeys(folder + "/a");
        assertThat(value("/a")).isEqualTo("one");
        assertThat(registry.get(lock).orElseThrow().session())
                .as("the lock stays")
                .isEqualTo(one.sessionId());
    }

    @Test
    void whoLostTheLockWritesNothingAnyMore() {
        Fence one = fence();
        registry.closeSession(one.sessionId());
        assertThat(registry.transact(List.of(put("/a", "late")), one)).isFalse();

        String two = open();
        eventually().until(() -> registry.acquire(lock, bytes("two"), two));

        assertThat(registry.transact(List.of(put("/a", "late")), one)).isFalse();
        assertThat(registry.transact(List.of(put("/a", "new")), new Fence(lock, two)))
                .isTrue();
        assertThat(value("/a")).isEqualTo("new");
    }

    @Test
    void aLockThatIsNotThereIsNobodys() {
        assertThat(registry.transact(List.of(put("/a", "x")), new Fence(lock, open())))
                .isFalse();
        registry.put(lock, bytes("free"));
        assertThat(registry.transact(List.of(put("/a", "x")), new Fence(lock, open())))
                .isFalse();

        assertThat(registry.get(folder + "/a")).isEmpty();
    }

    @Test
    void takesAsManyAsItSays() {
        Fence fence = fence();

        assertThat(registry.transact(many(Registry.MOST_WRITES), fence)).isTrue();
        assertThat(registry.list(folder + "/")).hasSize(Registry.MOST_WRITES);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.transact(many(Registry.MOST_WRITES + 1), fence))
                .withMessageContaining("64")
                .withMessageContaining("at most 63");
    }

    @Test
    void nobodySeesHalfOfIt() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<Integer> saw = new Race(2).run(runner -> {
            if (runner == 0) {
                for (int i = 0; i < 50; i++) {
                    String round = Integer.toString(i);
                    registry.transact(List.of(put("/a", round), put("/b", round)), null);
                }
                done.set(true);
                return false;
            }
            boolean half = false;
            while (!done.get()) {
                List<String> values = registry.list(folder + "/").values().stream()
                        .map(entry -> text(entry.value()))
                        .distinct()
                        .toList();
                half |= values.size() > 1;
            }
            return half;
        });

        assertThat(saw).as("readers that saw two rounds at once").isEmpty();
        assertThat(value("/a")).isEqualTo("49").isEqualTo(value("/b"));
    }

    private Fence fence() {
        String session = open();
        assertThat(registry.acquire(lock, bytes("held"), session)).isTrue();
        return new Fence(lock, session);
    }

    private String open() {
        String id = registry.openSession(lock, LONG, Duration.ZERO);
        opened.add(id);
        return id;
    }

    private List<Write> many(int count) {
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            writes.add(put("/" + i, "x"));
        }
        return writes;
    }

    private Write put(String name, String value) {
        return Write.put(folder + name, bytes(value));
    }

    private Write putIf(String name, String value, long index) {
        return new Write(folder + name, bytes(value), index);
    }

    private Write deleteIf(String name, long index) {
        return new Write(folder + name, null, index);
    }

    private String value(String name) {
        return text(registry.get(folder + name).map(Entry::value).orElseThrow());
    }

    private long index(String name) {
        return registry.get(folder + name).orElseThrow().modifyIndex();
    }
}
