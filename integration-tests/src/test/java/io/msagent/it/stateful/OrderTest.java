package io.msagent.it.stateful;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One call at a time for each key. */
@Tag("once")
@ExtendWith(SharedStateful.class)
class OrderTest {

    @Test
    void callsForOneKeyRunOneAfterTheOther(StatefulCluster cluster) {
        ClerkProcess clerk = cluster.clerk();
        String room = cluster.newKey();
        String gate = cluster.gate();
        List<String> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            calls.add(clerk.begin("enter", room, gate));
        }
        Patience.until("the first has begun", () -> began(cluster, calls).size() == 1);
        cluster.open(gate);
        assertThat(calls.stream().map(call -> clerk.end(call).result()))
                .containsExactlyInAnyOrder("1", "2", "3", "4", "5");
        // who begins ends before the next one begins
        List<String> notes = cluster.notes().stream()
                .filter(line -> calls.contains(line.split(" ")[0]))
                .toList();
        assertThat(notes).hasSize(10);
        for (int i = 0; i < notes.size(); i += 2) {
            String call = notes.get(i).split(" ")[0];
            assertThat(notes.get(i)).endsWith("began");
            assertThat(notes.get(i + 1)).startsWith(call + " ").endsWith("ended");
        }
    }

    private static List<String> began(StatefulCluster cluster, List<String> calls) {
        return calls.stream().filter(call -> !cluster.notes(call).isEmpty()).toList();
    }

    @Test
    void callsForDifferentKeysRunInParallel(StatefulCluster cluster) {
        ClerkProcess clerk = cluster.clerk();
        long one = cluster.pids().get(0);
        String gate = cluster.gate();
        String first = clerk.begin("enter", cluster.keyOf(one, "rooms"), gate);
        String second = clerk.begin("enter", cluster.keyOf(one, "rooms"), gate);
        cluster.awaitNote(first, "began");
        cluster.awaitNote(second, "began");
        assertThat(clerk.hasEnded(first) || clerk.hasEnded(second)).isFalse();
        cluster.open(gate);
        assertThat(clerk.end(first).result()).isEqualTo("1");
        assertThat(clerk.end(second).result()).isEqualTo("1");
    }

    @Test
    void aCallThatComesBackToItsOwnKeyRunsWithinItsOwnTurn(StatefulCluster cluster) {
        ClerkProcess clerk = cluster.clerk();
        String room = cluster.newKey();
        assertThat(clerk.result("enterTwice", room)).isEqualTo("3"); // 1 within, 2 around
        assertThat(clerk.result("visits", room)).isEqualTo("2");
    }

    @Test
    void aCycleEndsInAnErrorOfOneAndTheOtherGoesOn(StatefulCluster cluster) {
        ClerkProcess clerk = cluster.clerk();
        String here = cluster.keyOf(cluster.pids().get(0), "rooms");
        String there = cluster.keyOf(cluster.pids().get(1), "rooms");
        String gate = cluster.gate();
        String older = clerk.begin("cross", here, there, gate);
        cluster.awaitNote(older, "began");
        String younger = clerk.begin("cross", there, here, gate);
        cluster.awaitNote(younger, "began");
        cluster.open(gate);
        Answer refused = clerk.end(younger);
        assertThat(refused.thrown()).as("%s", refused).isEqualTo("io.msagent.DeadlockException");
        assertThat(refused.message()).contains(here, there);
        assertThat(clerk.end(older).result()).isEqualTo("1");
        assertThat(cluster.notes(younger + "-other")).isEmpty();
        assertThat(clerk.result("visits", here)).isEqualTo("0");
    }
}
