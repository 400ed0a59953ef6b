package io.msagent.orchestrator.cli;

import io.msagent.core.tls.ReloadingTls;
import io.msagent.core.tls.TlsFileException;
import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.store.AdminTls;
import io.msagent.orchestrator.store.Json;
import io.msagent.orchestrator.store.OrchestratorInfo;
import io.msagent.orchestrator.store.StateFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** Asks the orchestrator that uses a state folder. */
final class AdminClient {
    private final Path state;
    private final OrchestratorInfo info;
    private final ClusterToken token;
    private final HttpClient client;

    /** Finds it; throws {@link NotRunningException} if there is none. */
    AdminClient(Path state) {
        this.state = state;
        this.info = StateFolder.info(state)
                .orElseThrow(() -> new NotRunningException(state, "there is no orchestrator.json"));
        if (ProcessHandle.of(info.pid()).isEmpty()) {
            // whoever listens at its address now must not be told the token
            throw new NotRunningException(state, "its process " + info.pid() + " is gone");
        }
        this.client = client(info.tls());
        this.token = ClusterToken.read(Path.of(info.tokenFile()))
                .orElseThrow(() -> new CommandFailedException("token file " + info.tokenFile()
                        + ": is not there (expected: the running orchestrator's token)"));
    }

    private static HttpClient client(AdminTls tls) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5));
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

    String get(String path) {
        return send(request(path).GET());
    }

    String post(String path) {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(info.admin() + path))
                .header("Authorization", token.header())
                .timeout(Duration.ofSeconds(30));
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new CommandFailedException(
                        Json.MAPPER.readTree(answer.body()).path("detail").asText(answer.body()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new NotRunningException(
                    state, "pid " + info.pid() + " at " + info.admin() + " does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted");
        }
    }
}
