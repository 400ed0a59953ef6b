package io.msagent.it.stateful;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process dies with calls in it: what their callers hear, and what the next owner of its keys does. */
@Tag("once")
class DeadOwnerTest {
    private static final int CALLS = 20;

    @Test
    void aDurableCallEndsAtTheNextOwnerAndTheOutcomeOfOthersIsUnknown(@TempDir Path folder) throws Exception {
        // thought dead after this time; long enough for a machine that stands still a while
        try (StatefulCluster cluster = new StatefulCluster(folder, "heartbeat.ttl=15s")) {
            ClerkProcess clerk = cluster.clerk();
            long dying = cluster.pids().get(0);
            String counter = cluster.keyOf(dying, "vault");
            String room = cluster.keyOf(dying, "rooms");
            assertThat(clerk.result("counter.add", counter, "1")).isEqualTo("1");
            String entering = clerk.begin("enter", room, cluster.gate());
            cluster.awaitNote(entering, "began");

            List<String> adding = IntStream.range(0, CALLS)
                    .mapToObj(i -> clerk.begin("counter.add", counter, "1"))
                    .toList();
            cluster.awaitNote(adding.get(0), "add");
            Patience.signal("KILL", dying);

            assertThat(adding.stream().map(call -> clerk.end(call).result()))
                    .as("each took effect once, whoever ran it")
                    .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(2, CALLS + 1)
                            .mapToObj(Integer::toString)
                            .toList());
            assertThat(clerk.result("counter.get", counter)).isEqualTo(Integer.toString(CALLS + 1));

            Answer lost = clerk.end(entering);
            assertThat(lost.thrown()).as("%s", lost).isEqualTo("io.msagent.OutcomeUnknownException");
            assertThat(lost.mayHaveRun()).isTrue();
            assertThat(clerk.result("visits", room)).as("memory has died").isEqualTo("0");
        }
    }
}
