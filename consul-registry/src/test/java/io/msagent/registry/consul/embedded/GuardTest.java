package io.msagent.registry.consul.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.registry.consul.Http;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in. */
class GuardTest extends ServerTest {

    @ParameterizedTest
    @ValueSource(strings = {"/v1/agent/self", "/v1/kv/a", "/v1/catalog/services", "/v1/status", "/nonsense", "/"})
    void nothingWithoutTheToken(String path) {
        for (String token : new String[] {null, "", "wrong", TOKEN + "x", TOKEN.substring(1)}) {
            HttpResponse<String> response = new Http(server.address(), token).get(path);
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body()).isEqualTo("Permission denied");
        }
    }

    @Test
    void aWriteWithoutTheTokenWritesNothing() {
        assertThat(new Http(server.address(), "wrong").put("/v1/kv/a", "x").statusCode())
                .isEqualTo(403);
        assertThat(http.get("/v1/kv/a").statusCode()).isEqualTo(404);
    }

    @Test
    void theTokenMayComeInThreeWays() {
        Http bare = new Http(server.address(), null);

        assertThat(http.get("/v1/agent/self").statusCode()).isEqualTo(200);
        assertThat(bare.get("/v1/agent/self?token=" + TOKEN).statusCode()).isEqualTo(200);
        assertThat(bare.send(bare.request("/v1/agent/self")
                                .header("Authorization", "Bearer " + TOKEN)
                                .build())
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/status/leader", "/v1/status/peers"})
    void statusIsOpen(String path) {
        HttpResponse<String> response = new Http(server.address(), null).get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("127.0.0.1:" + server.address().getPort());
    }

    @Test
    void pagesInABrowserGetNothingEvenWithTheToken() {
        HttpResponse<String> response = http.send(
                http.request("/v1/status/leader").header("Origin", "null").build());

        assertThat(response.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rebound.test", "127.0.0.1.rebound.test", "localhost.rebound.test:80", "[::2]"})
    void namesOfStrangersGetNothingEvenWithTheToken(String host) throws IOException {
        assertThat(statusLine(host)).contains(" 403 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:7917", "127.0.0.1:7917", "127.1.2.3", "[::1]:7917"})
    void ourOwnNamesGetIn(String host) throws IOException {
        assertThat(statusLine(host)).contains(" 200 ");
    }

    private String statusLine(String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
            String request = "GET /v1/agent/self HTTP/1.1\r\nHost: " + host + "\r\nX-Consul-Token: " + TOKEN
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().orElse("");
        }
    }
}
