package io.msagent.registry.consul.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A Consul that denies what no token allows, and its tokens. */
public final class ConsulAcl implements AutoCloseable {
    /** The token that may do everything. */
    public static final String MASTER = UUID.randomUUID().toString();

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConsulNode node;

    private ConsulAcl(ConsulNode node) {
        this.node = node;
    }

    /** A token that was given out. */
    public record Token(String accessor, String secret, String policy) {}

    /** Starts one; returns when it serves. */
    public static ConsulAcl start(Path folder) {
        try {
            Files.createDirectories(folder);
            Path config = folder.resolve("acl.json");
            // the agent's own token lets it register its node
            Files.writeString(
                    config,
                    JSON.writeValueAsString(Map.of(
                            "acl",
                            Map.of(
                                    "enabled",
                                    true,
                                    "default_policy",
                                    "deny",
                                    "tokens",
                                    Map.of("master", MASTER, "agent", MASTER)))));
            return new ConsulAcl(ConsulNode.dev(folder, "-config-file=" + config));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Base of its HTTP API. */
    public URI address() {
        return node.address();
    }

    /** A new token with these rules, in Consul's language. */
    public Token token(String rules) {
        String policy = "test-" + UUID.randomUUID();
        send("PUT", "/v1/acl/policy", Map.of("Name", policy, "Rules", rules));
        return give(new Token(UUID.randomUUID().toString(), UUID.randomUUID().toString(), policy));
    }

    /** Gives out a token, again too. */
    public Token give(Token token) {
        send(
                "PUT",
                "/v1/acl/token",
                Map.of(
                        "AccessorID",
                        token.accessor(),
                        "SecretID",
                        token.secret(),
                        "Policies",
                        List.of(Map.of("Name", token.policy()))));
        return token;
    }

    /** Takes a token back. */
    public void delete(Token token) {
        send("DELETE", "/v1/acl/token/" + token.accessor(), Map.of());
    }

    /** A request with the master token, answered well. */
    public JsonNode send(String method, String path, Object body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(address().resolve(path))
                    .header("X-Consul-Token", MASTER)
                    .method(method, HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        node.close();
    }
}
