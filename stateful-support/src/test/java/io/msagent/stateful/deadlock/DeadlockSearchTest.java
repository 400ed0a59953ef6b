package io.msagent.stateful.deadlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.call.CallId;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.call.TransactionId;
import io.msagent.core.registry.Instance;
import io.msagent.core.stateful.Peers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several processes that call each other; who waits for whom is told by the test. */
class DeadlockSearchTest {
    private final Map<String, Process> processes = new HashMap<>();
    private final List<WaitWatch> watches = new ArrayList<>();
    private final TransactionId older = new TransactionId(CallId.next().value());
    private final TransactionId younger = later();

    private TransactionId later() {
        TransactionId next = new TransactionId(CallId.next().value());
        return next.compareTo(older) > 0 ? next : later();
    }

    @AfterEach
    void close() {
        watches.forEach(WaitWatch::close);
    }

    private static final class Process {
        final Map<TransactionCall, List<Holder>> waits = new HashMap<>();
        final Map<TransactionCall, Instance> out = new HashMap<>();
        DeadlockSearch search;
    }

    private Process process(String id) {
        return processes.computeIfAbsent(id, unused -> {
            Process process = new Process();
            Peers peers = (to, path, body, deadline) -> process(to.id()).search.answer(body);
            process.search = new DeadlockSearch(
                    call -> process.waits.getOrDefault(call, List.of()),
                    body -> {
                        Map<TransactionCall, Instance> made = new HashMap<>(process.out);
                        made.keySet().removeIf(call -> !body.isAround(call));
                        return made;
                    },
                    peers);
            return process;
        });
    }

    private static TransactionCall call(TransactionId id, String number) {
        return new TransactionCall(id, number, true);
    }

    private static Holder holder(TransactionId id, String number, String key) {
        return new Holder(call(id, number), "bank", key);
    }

    private static Instance instance(String id) {
        return new Instance(id, "bank", "127.0.0.1", 1, Map.of(), Instance.Status.PASSING, "");
    }

    /** Each of two transactions holds one key and calls for the other; the second through a service without state. */
    private void cross() {
        process("one").waits.put(call(younger, "1.1.1"), List.of(holder(older, "1", "a")));
        process("one").out.put(call(older, "1.1"), instance("two"));
        process("two").waits.put(call(older, "1.1"), List.of(holder(younger, "1", "b")));
        process("two").out.put(call(younger, "1.1"), instance("three"));
        process("three").out.put(call(younger, "1.1.1"), instance("one"));
    }

    @Test
    void aCycleIsSeenFromEachOfItsCalls() {
        cross();
        assertThat(process("two").search.cycleOf(call(older, "1.1")))
                .containsExactly(holder(younger, "1", "b"), holder(older, "1", "a"));
        assertThat(process("one").search.cycleOf(call(younger, "1.1.1")))
                .containsExactly(holder(older, "1", "a"), holder(younger, "1", "b"));
    }

    @Test
    void aLongWaitIsNoCycle() {
        cross();
        process("one").waits.clear();
        assertThat(process("two").search.cycleOf(call(older, "1.1"))).isEmpty();
    }

    @Test
    void aCycleOfOthersIsLeftToThem() {
        cross();
        TransactionCall outside = call(later(), "1.1");
        process("two").waits.put(outside, List.of(holder(younger, "1", "b")));
        assertThat(process("two").search.cycleOf(outside)).isEmpty();
    }

    @Test
    void whatABodyCallsAtTheSameTimeIsNoCycleBecauseOneWaitsForTheOther() {
        process("one").waits.put(call(older, "1.2"), List.of(holder(older, "1.1", "a")));
        assertThat(process("one").search.cycleOf(call(older, "1.2"))).isEmpty();
    }

    @Test
    void ofACycleTheYoungestTransactionGivesWay() {
        cross();
        List<String> refused = new CopyOnWriteArrayList<>();
        watch("two", call(older, "1.1"), refused);
        watch("one", call(younger, "1.1.1"), refused);
        await().until(() -> !refused.isEmpty());
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0))
                .startsWith(younger + " 1.1.1: deadlock")
                .contains("key a of bank is held by transaction " + older)
                .contains("key b of bank is held by transaction " + younger);
    }

    private void watch(String process, TransactionCall call, List<String> refused) {
        WaitWatch watch = new WaitWatch(process(process).search);
        watches.add(watch);
        watch.watch(new WaitWatch.Waiting() {
            @Override
            public TransactionCall call() {
                return call;
            }

            @Override
            public boolean waits() {
                return refused.isEmpty();
            }

            @Override
            public void refuse(String detail) {
                refused.add(call + ": " + detail);
            }
        });
    }
}
