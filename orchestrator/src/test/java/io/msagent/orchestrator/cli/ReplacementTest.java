package io.msagent.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.orchestrator.store.Json;
import org.junit.jupiter.api.Test;

class ReplacementTest {
    private static final String THERE = "{\"name\":\"pricing\",\"serving\":1,\"restarting\":false}";
    private static final String OLD = instance("a", "serving", "o-1");
    private static final String BY_HAND = instance("h", "serving", "");

    @Test
    void doneWhenNoneOfTheOldOnesLives() throws Exception {
        Replacement replacement = new Replacement("pricing", status(THERE, OLD + "," + BY_HAND));
        assertThat(replacement.hasAny()).isTrue();
        assertThat(replacement.order()).isEqualTo("its instances are being replaced; 1 started by hand left alone");

        assertThat(replacement.isDone(status(THERE, OLD))).isFalse();
        assertThat(replacement.news()).isEqualTo("1 of 1 left to replace, 1 serve");
        assertThat(replacement.isDone(status(THERE.replace("false", "true"), instance("b", "serving", "o-1"))))
                .isFalse();
        assertThat(replacement.isDone(status(THERE, instance("a", "retired", "o-1") + "," + BY_HAND)))
                .isTrue();
    }

    @Test
    void noneToReplaceIsSaid() throws Exception {
        Replacement replacement = new Replacement("pricing", status(THERE, BY_HAND));
        assertThat(replacement.hasAny()).isFalse();
        assertThat(replacement.order()).isEqualTo("no instance to replace; 1 started by hand left alone");
    }

    @Test
    void anOrchestratorThatHasJustStartedDoesNotEndIt() throws Exception {
        Replacement replacement = new Replacement("pricing", status(THERE, OLD));
        assertThat(replacement.isDone(status(THERE, OLD))).isFalse();
        replacement.begin();
        assertThat(replacement.isDone(status("", ""))).isFalse();
        assertThat(replacement.isDone(status(THERE, OLD))).isFalse();
        JsonNode gone = status("", "");
        assertThatThrownBy(() -> replacement.isDone(gone)).isInstanceOf(NotThereException.class);
    }

    private static JsonNode status(String services, String instances) throws Exception {
        return Json.MAPPER.readTree(
                "{\"orchestrator\":{},\"services\":[" + services + "],\"instances\":[" + instances + "]}");
    }

    private static String instance(String id, String state, String orchestrator) {
        return "{\"id\":\"" + id + "\",\"service\":\"pricing\",\"state\":\"" + state + "\",\"orchestrator\":\""
                + orchestrator + "\"}";
    }
}
