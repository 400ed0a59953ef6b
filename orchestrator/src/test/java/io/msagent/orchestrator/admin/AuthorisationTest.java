package io.msagent.orchestrator.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what, on every route there is. */
class AuthorisationTest {
    @TempDir
    static Path folder;

    private static Served served;

    @BeforeAll
    static void start() throws Exception {
        served = new Served(folder, Desk.HOST);
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void everyRouteAsksForACredentialAndActsForTheTokenOnly() throws Exception {
        assertThat(served.server.routes()).hasSizeGreaterThan(15);
        for (Route route : served.server.routes()) {
            String name = route.method() + " " + route.template();
            assertThat(status(route, null)).as(name).isEqualTo(401);
            assertThat(status(route, "Bearer 0123456789abcdef0123456789abcdeg"))
                    .as(name)
                    .isEqualTo(401);
            assertThat(status(route, "Basic " + Served.TOKEN.secret())).as(name).isEqualTo(401);
            if (!route.method().toString().equals("GET")) {
                assertThat(status(route, Served.VIEW)).as(name).isEqualTo(403);
            }
        }
        assertThat(served.desk.wishes).isEmpty();
        assertThat(served.stops).isEmpty();
    }

    @Test
    void theViewKeyShowsAllThatCanBeShown() throws Exception {
        for (Route route : served.server.routes()) {
            if (route.method().toString().equals("GET")) {
                assertThat(status(route, Served.VIEW)).as(route.template()).isIn(200, 404);
            }
        }
    }

    @Test
    void theViewKeyIsWhatTheDocumentSays() {
        // printf 'ms-agent view key v1' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
        assertThat(ViewKey.of(Served.TOKEN))
                .isEqualTo("7f116d5f541ea4a479b2788cc3627a918536264004ed256ea4693f3e94a2b7d8");
        assertThat(ViewKey.dashboard(served.server.url(), Served.TOKEN))
                .hasToString(served.server.url() + "/#key=" + ViewKey.of(Served.TOKEN));
    }

    @Test
    void pathsThatAreNoneAndMethodsThatAreNoneAskToo() throws Exception {
        for (String path : new String[] {"/ms/", "/ms/v2/status", "/ms/v1/nothing", "/ms/v1/status/"}) {
            assertThat(served.send(served.bare(path)).statusCode()).as(path).isEqualTo(401);
            assertThat(served.get(path).statusCode()).as(path).isEqualTo(404);
        }
        HttpResponse<String> deleted =
                served.send(served.request("/ms/v1/services/pricing").DELETE());
        assertThat(deleted.statusCode()).isEqualTo(405);
        assertThat(deleted.headers().firstValue("allow")).contains("GET");
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com, 403",
        "null, 403",
        "http://127.0.0.1, 403",
        "https://HOST, 403",
        "http://HOST, 200",
    })
    void onlyThePageOfThisAddressMayAsk(String origin, int status) throws Exception {
        String host = "127.0.0.1:" + served.server.address().getPort();
        HttpRequest.Builder request = served.request("/ms/v1/status").header("Origin", origin.replace("HOST", host));
        assertThat(served.send(request).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"evil.example, 421", "127.0.0.1, 421", "127.0.0.1:1, 421", "localhost:PORT, 200", "127.0.0.1:PORT, 200"
    })
    void aForeignNameThatLeadsHereIsRefused(String host, int status) throws Exception {
        int port = served.server.address().getPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String head = "GET /ms/v1/status HTTP/1.1\r\nHost: " + host.replace("PORT", "" + port)
                    + "\r\nAuthorization: " + Served.TOKEN.header() + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            assertThat(line).startsWith("HTTP/1.1 " + status);
        }
    }

    private static int status(Route route, String authorization) throws Exception {
        String path = route.template()
                .replace("{service}", Desk.SERVICE)
                .replace("{instance}", Desk.INSTANCE)
                .replace("{host}", Desk.HOST)
                .replace("{name}", "nothing");
        HttpRequest.Builder request =
                served.bare(path).method(route.method().toString(), HttpRequest.BodyPublishers.noBody());
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        HttpResponse<java.io.InputStream> answer = served.open(request);
        answer.body().close();
        return answer.statusCode();
    }
}
