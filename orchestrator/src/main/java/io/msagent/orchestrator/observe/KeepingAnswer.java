package io.msagent.orchestrator.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.orchestrator.model.Keeping;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what an instance says of the state that it keeps. */
final class KeepingAnswer {
    private static final int MOST_IDS = 20;
    /** Of a transaction's id, which is a UUID; whatever else it may be, it is shown in terminals. */
    private static final String ID = "[0-9a-fA-F-]{1,64}";

    private KeepingAnswer() {}

    /** Null if it says nothing of it. */
    static @Nullable Keeping parse(JsonNode said) {
        if (!said.isObject()) {
            return null;
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode id : said.path("transactions")) {
            if (ids.size() < MOST_IDS && id.asText().matches(ID)) {
                ids.add(id.asText());
            }
        }
        return new Keeping(
                number(said, "partitions"),
                number(said, "keys"),
                number(said, "waiting"),
                Math.max(number(said, "open"), ids.size()),
                ids,
                said.path("quiescing").asBoolean());
    }

    private static int number(JsonNode said, String name) {
        return Math.max(0, said.path(name).asInt());
    }
}
