package io.msagent.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.orchestrator.store.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers with {@code balance=orchestrator} ask where a request is to go. */
class LocateTest {
    private Running running;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        running = new Running(folder, new MemoryRegistry(), Running.limits());
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void namesAnInstanceThatServes() throws Exception {
        assertThat(locate("shop", "d1").statusCode()).isEqualTo(404);
        running.provideWell("shop", "d1");
        String named =
                Json.MAPPER.readTree(locate("shop", "d1").body()).path("id").asText();
        assertThat(named).startsWith("shop-");
        JsonNode any = Json.MAPPER.readTree(locate("shop", "").body());
        assertThat(any.path("id").asText()).isEqualTo(named);
        assertThat(any.path("host").asText()).isEqualTo("127.0.0.1");
        assertThat(any.path("port").asInt()).isPositive();
        assertThat(locate("shop", "d2").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> locate(String service, String digest) throws Exception {
        return running.send(running.request("/ms/v1/locate")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"service\":\"" + service + "\",\"digest\":\"" + digest + "\"}"))
                .build());
    }

    @Test
    void whatCannotBeLocatedIsExplained() throws Exception {
        HttpResponse<String> answer = running.send(running.request("/ms/v1/locate")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("expected: service, digest");
        HttpResponse<String> large = running.send(running.request("/ms/v1/locate")
                .POST(HttpRequest.BodyPublishers.ofString(" ".repeat(10_001)))
                .build());
        assertThat(large.statusCode()).isEqualTo(413);
    }
}
