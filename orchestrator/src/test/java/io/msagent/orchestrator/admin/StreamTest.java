package io.msagent.orchestrator.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.orchestrator.store.Json;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told to who listens. */
@Timeout(120)
class StreamTest {
    @TempDir
    Path folder;

    private Served served;

    @BeforeEach
    void start() throws Exception {
        served = new Served(folder, Desk.HOST);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void theStatusAtOnceAndAtEachChangeAndEveryEvent() throws Exception {
        try (BufferedReader stream = listen(served.request("/ms/v1/stream"))) {
            assertThat(Json.MAPPER
                            .readTree(next(stream, "status"))
                            .at("/services/0/name")
                            .asText())
                    .isEqualTo(Desk.SERVICE);
            served.desk.state = "quarantined";
            served.desk.changed();
            served.desk.changed();
            assertThat(Json.MAPPER
                            .readTree(next(stream, "status"))
                            .at("/instances/0/state")
                            .asText())
                    .isEqualTo("quarantined");
            served.desk.happened("e-1", "dead");
            assertThat(Json.MAPPER.readTree(next(stream, "event")).path("id").asText())
                    .isEqualTo("e-1");
        }
    }

    @Test
    void whoComesBackGetsWhatItMissed() throws Exception {
        for (int i = 1; i <= 3; i++) {
            served.desk.happened("e-" + i, "dead");
        }
        served.desk.told("e-4", "dead");
        HttpRequest.Builder again = served.bare("/ms/v1/stream")
                .header("Authorization", Served.VIEW)
                .header("Last-Event-ID", "e-1");
        try (BufferedReader stream = listen(again)) {
            assertThat(Json.MAPPER.readTree(next(stream, "event")).path("id").asText())
                    .isEqualTo("e-2");
            assertThat(Json.MAPPER.readTree(next(stream, "event")).path("id").asText())
                    .isEqualTo("e-3");
            assertThat(Json.MAPPER.readTree(next(stream, "event")).path("id").asText())
                    .as("told, and not in the registry yet")
                    .isEqualTo("e-4");
            served.desk.told("e-3", "dead");
            served.desk.told("e-5", "dead");
            assertThat(Json.MAPPER.readTree(next(stream, "event")).path("id").asText())
                    .as("e-3 once only")
                    .isEqualTo("e-5");
        }
    }

    @Test
    void aCommentKeepsItAlive() throws Exception {
        try (BufferedReader stream = listen(served.request("/ms/v1/stream"))) {
            String line = stream.readLine();
            while (!line.startsWith(":")) {
                line = stream.readLine();
            }
            assertThat(line).startsWith(":");
        }
    }

    private BufferedReader listen(HttpRequest.Builder request) throws Exception {
        return new BufferedReader(new InputStreamReader(served.open(request).body(), StandardCharsets.UTF_8));
    }

    /** Data of the next message of that kind. */
    private static String next(BufferedReader stream, String kind) throws Exception {
        String seen = "";
        String data = "";
        for (String line = stream.readLine(); line != null; line = stream.readLine()) {
            if (line.startsWith("event:")) {
                seen = line.substring("event:".length()).strip();
            } else if (line.startsWith("data:")) {
                data = line.substring("data:".length());
            } else if (line.isEmpty()) {
                if (seen.equals(kind)) {
                    return data;
                }
                seen = "";
            }
        }
        throw new AssertionError("the stream ended before a " + kind);
    }
}
