package io.msagent.orchestrator.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardHandlerTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Undertow server;
    private static String url;

    @BeforeAll
    static void start() {
        server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setIoThreads(1)
                .setHandler(new DashboardHandler())
                .build();
        server.start();
        url = "http://127.0.0.1:"
                + ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    /** Every file beside the handler's class but classes: each must be served, at its own path. */
    static List<String> files() throws Exception {
        Path page = Path.of(DashboardHandler.class.getResource("index.html").toURI());
        try (Stream<Path> all = Files.walk(page.getParent())) {
            return all.filter(Files::isRegularFile)
                    .map(file -> page.getParent().relativize(file).toString())
                    .filter(name -> !name.endsWith(".class"))
                    .collect(Collectors.toList());
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileIsServedWithItsType(String name) throws Exception {
        HttpResponse<String> answer = get(name.equals("index.html") ? "/" : "/" + name);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type)
                        .startsWith(
                                switch (name.replaceFirst(".*\\.", "")) {
                                    case "html" -> "text/html";
                                    case "css" -> "text/css";
                                    case "js" -> "text/javascript";
                                    default -> "image/svg+xml";
                                }));
        assertThat(answer.body()).isNotBlank();
    }

    @Test
    void thePageHoldsNoCodeAndNamesNothingOutside() throws Exception {
        assertThat(get("/").body())
                .doesNotContain("style=", "<style", "://")
                .doesNotContainPattern("<script(?! src| type)");
        for (String name : files()) {
            assertThat(get(name.equals("index.html") ? "/" : "/" + name).body())
                    .as(name)
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "document.write")
                    .doesNotContainPattern(Pattern.compile("https?://(?!www\\.w3\\.org/2000/svg)"));
        }
    }

    @Test
    void whatIsServedIsProtected() throws Exception {
        for (String path : List.of("/", "/main.js", "/nothing")) {
            assertThat(get(path).headers().map())
                    .as(path)
                    .containsEntry("x-content-type-options", List.of("nosniff"))
                    .containsEntry("x-frame-options", List.of("DENY"))
                    .containsEntry("referrer-policy", List.of("no-referrer"))
                    .hasEntrySatisfying(
                            "content-security-policy",
                            policy -> assertThat(policy)
                                    .singleElement()
                                    .asString()
                                    .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                                    .doesNotContain("unsafe"));
        }
    }

    @Test
    void aFileThatIsHadAlreadyIsNotSentAgain() throws Exception {
        HttpResponse<String> first = get("/main.js");
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = send("GET", "/main.js", "If-None-Match", "\"other\", W/" + tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(send("GET", "/main.js", "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/index.html",
                "/Asset.class",
                "/../Orchestrator.class",
                "/net/",
                "/net",
                "/%2e%2e/x",
                "//main.js"
            })
    void nothingElseIsServed(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void filesAreReadOnly() throws Exception {
        HttpResponse<String> head = send("HEAD", "/", "Accept", "*/*");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        HttpResponse<String> post = send("POST", "/", "Accept", "*/*");
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "Accept", "*/*");
    }

    private static HttpResponse<String> send(String method, String path, String header, String value)
            throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header(header, value)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
