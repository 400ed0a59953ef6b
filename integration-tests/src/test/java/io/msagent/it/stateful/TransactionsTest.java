package io.msagent.it.stateful;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Transaction ids travel, and keep the calls of one transaction together. */
@Tag("once")
@ExtendWith(SharedStateful.class)
class TransactionsTest {

    @Test
    void nestedCallsInheritTheId(StatefulCluster cluster) {
        String[] ids = cluster.clerk().result("transaction", cluster.newKey()).split(" ");
        // the caller's; that of a stateful body; of a stateless one; of a stateful one that this has called
        assertThat(ids).hasSize(4).containsOnly(ids[0]);
        assertThat(ids[0]).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @Test
    void laterIdsAreGreater(StatefulCluster cluster) {
        String first = cluster.clerk().result("transaction", cluster.newKey());
        assertThat(cluster.clerk().result("transaction", cluster.newKey())).isGreaterThan(first);
    }

    @Test
    void aCallOutsideOfATransactionHasOneForItself(StatefulCluster cluster) {
        String[] one = cluster.clerk().result("alone", cluster.newKey()).split(" ");
        String[] other = cluster.clerk().result("alone", cluster.newKey()).split(" ");
        assertThat(one[0]).isNotEqualTo("none").isNotEqualTo(other[0]);
        assertThat(one[1]).as("the caller's thread is in none").isEqualTo("false");
    }

    @Test
    void callsWithoutAKeyReachTheSameInstanceAndItsStateWithinOneTransaction(StatefulCluster cluster) {
        for (int i = 0; i < 5; i++) {
            String[] seen = cluster.clerk().result("seen").split(", ");
            String process = seen[0].split(" ")[1];
            assertThat(seen).isEqualTo(new String[] {"1 " + process, "2 " + process, "3 " + process});
            assertThat(cluster.pids()).contains(Long.parseLong(process));
        }
    }

    @Test
    void anExceptionOfTheMachineryNamesTheTransaction(StatefulCluster cluster) {
        ClerkProcess clerk = cluster.clerk();
        String room = cluster.newKey();
        String gate = cluster.gate();
        String holder = clerk.begin("enter", room, gate);
        cluster.awaitNote(holder, "began");
        Answer late = clerk.call("enterBriefly", room);
        assertThat(late.thrown()).isEqualTo("io.msagent.DeadlineExceededException");
        assertThat(late.message())
                .containsPattern("transaction [0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        cluster.open(gate);
        assertThat(clerk.end(holder).result()).isEqualTo("1");
    }

    @Test
    void whatABodyThrowsIsItsEndAndWhatItDidStays(StatefulCluster cluster) {
        String room = cluster.newKey();
        Answer failed = cluster.clerk().call("fail", room);
        assertThat(failed.thrown()).isEqualTo("java.lang.IllegalStateException");
        assertThat(cluster.clerk().result("visits", room)).isEqualTo("1");
    }

    @Test
    void withoutTheAgentItIsPlainCode(@TempDir Path folder) {
        try (ClerkProcess plain = new ClerkProcess(folder, "plain", folder.resolve("ledger"))) {
            assertThat(plain.result("enterTwice", "k")).isEqualTo("3");
            assertThat(plain.result("seen").split(", ")).hasSize(3);
            String[] ids = plain.result("transaction", "k").split(" ");
            assertThat(ids).hasSize(4).containsOnly(ids[0]);
            assertThat(plain.result("alone", "k")).isEqualTo("none false");
            assertThat(List.of(plain.result("counter.add", "k", "5"), plain.result("counter.add", "k", "7")))
                    .containsExactly("5", "12");
        }
    }
}
