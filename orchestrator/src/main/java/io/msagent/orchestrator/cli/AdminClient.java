package io.msagent.orchestrator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.msagent.core.tls.ReloadingTls;
import io.msagent.core.tls.TlsFileException;
import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.admin.ViewKey;
import io.msagent.orchestrator.replica.Knock;
import io.msagent.orchestrator.store.AdminTls;
import io.msagent.orchestrator.store.Json;
import io.msagent.orchestrator.store.OrchestratorInfo;
import io.msagent.orchestrator.store.StateFolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Asks an orchestrator that uses a state folder: the first that answers. */
final class AdminClient {
    private final Path state;
    private final OrchestratorInfo info;
    private final ClusterToken token;
    private final HttpClient client;
    private boolean opened;

    /** Finds one that lives; throws {@link NotRunningException} if there is none. */
    AdminClient(Path state) {
        this.state = state;
        List<OrchestratorInfo> all = StateFolder.infos(state);
        // one that hangs is passed over; whoever listens at a dead one's address must not be told the token
        this.info = all.stream()
                .filter(OrchestratorInfo::lives)
                .filter(one -> all.size() == 1 || Knock.at(one))
                .findFirst()
                .orElseThrow(() -> new NotRunningException(
                        state,
                        all.isEmpty()
                                ? "there is no orchestrator.json"
                                : "of those it had none answers, as pid "
                                        + all.get(0).pid()));
        this.client = client(info.tls());
        this.token = ClusterToken.read(Path.of(info.tokenFile()))
                .orElseThrow(() -> new CommandFailedException("token file " + info.tokenFile()
                        + ": is not there (expected: the running orchestrator's token)"));
    }

    private static HttpClient client(AdminTls tls) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5));
        try {
            tls.files().map(ReloadingTls::new).map(ReloadingTls::context).ifPresent(builder::sslContext);
        } catch (TlsFileException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
        return builder.build();
    }

    OrchestratorInfo info() {
        return info;
    }

    /** Where the dashboard is, with the view key. */
    URI dashboard() {
        return ViewKey.dashboard(URI.create(info.admin()), token);
    }

    String get(String path) {
        return send(request(path).GET(), HttpResponse.BodyHandlers.ofString()).body();
    }

    String post(String path) {
        return post(path, Map.of());
    }

    /** @param body its members */
    String post(String path, Map<String, ?> body) {
        try {
            byte[] json = Json.MAPPER.writeValueAsBytes(body);
            return send(
                            request(path).POST(HttpRequest.BodyPublishers.ofByteArray(json)),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map is JSON", e);
        }
    }

    /** An answer that goes on; the bound on the time is for its beginning. */
    HttpResponse<InputStream> open(String path, Map<String, String> headers) {
        HttpRequest.Builder request = request(path).GET();
        headers.forEach(request::header);
        HttpResponse<InputStream> answer = send(request, HttpResponse.BodyHandlers.ofInputStream());
        opened = true;
        return answer;
    }

    /** Whether there was ever {@linkplain #open an answer that goes on}. */
    boolean hasOpened() {
        return opened;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(info.admin() + path))
                .header("Authorization", token.header())
                .timeout(Duration.ofSeconds(30));
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            HttpResponse<T> answer = client.send(request.build(), handler);
            if (answer.statusCode() == 404) {
                throw new NotThereException(detail(answer.body()));
            }
            if (NotNowException.isMeantBy(answer.statusCode())) {
                throw new NotNowException(detail(answer.body()));
            }
            if (answer.statusCode() >= 300) {
                throw new CommandFailedException(detail(answer.body()));
            }
            return answer;
        } catch (IOException e) {
            throw new NotRunningException(
                    state, "pid " + info.pid() + " at " + info.admin() + " does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted");
        }
    }

    private static String detail(Object body) throws IOException {
        String text = body instanceof InputStream in
                ? new String(in.readAllBytes(), StandardCharsets.UTF_8)
                : String.valueOf(body);
        try {
            return Json.MAPPER.readTree(text).path("detail").asText(text);
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
