package io.msagent.orchestrator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.Keeping;
import io.msagent.orchestrator.model.Standing;
import io.msagent.orchestrator.model.State;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person sees what an instance waits for before it ends. */
class WaitsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | a,b | asked to end",
                "1 | a | asked to end; waits for an open transaction: a",
                "2 | a,b | asked to end; waits for 2 open transactions: a, b",
                "9 | a,b,c,d | asked to end; waits for 9 open transactions: a, b, c and 6 more",
            })
    void whatItWaitsFor(int open, String ids, String expected) {
        assertThat(Waits.reason(instance(State.QUIESCING, open, List.of(ids.split(",")))))
                .isEqualTo(expected);
    }

    @Test
    void oneThatServesWaitsForNobody() {
        assertThat(Waits.reason(instance(State.SERVING, 1, List.of("a")))).isEqualTo("asked to end");
    }

    private static InstanceState instance(State state, int open, List<String> ids) {
        InstanceState one = Seen.serving("i", "d1");
        return new InstanceState(
                one.id(),
                one.service(),
                one.host(),
                one.digest(),
                one.sighting(),
                new Standing(state, "asked to end", Instant.EPOCH, true),
                one.registrations(),
                one.traits(),
                null,
                new Keeping(21, 3, 0, open, ids, true),
                one.intended(),
                1,
                "",
                "o");
    }
}
