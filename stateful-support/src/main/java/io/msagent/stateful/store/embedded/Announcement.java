package io.msagent.stateful.store.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.msagent.core.token.ClusterToken;
import io.msagent.core.token.TokenMac;
import io.msagent.stateful.store.jdbc.Address;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where a running store is. The password is made of the cluster token and the run, so that whoever gets the port after the
 * store has gone hears nothing that opens it later.
 *
 * @param url JDBC URL, on the loopback address
 * @param host name of its machine in the registry
 * @param run another one after each start
 */
record Announcement(String url, String host, String run) {
    static final String USER = "SERVICE";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** As JSON, signed. */
    byte[] signed(ClusterToken token) {
        try {
            return JSON.writeValueAsBytes(JSON.createObjectNode()
                    .put("url", url)
                    .put("host", host)
                    .put("run", run)
                    .put("proof", mac(token).of(told())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are valid JSON", e);
        }
    }

    /** One from the registry; nothing if nobody signed it who has this token. */
    static Optional<Announcement> read(byte[] json, ClusterToken token) {
        try {
            JsonNode node = JSON.readTree(json);
            Announcement read = new Announcement(
                    node.path("url").asText(),
                    node.path("host").asText(),
                    node.path("run").asText());
            return mac(token).fits(node.path("proof").asText(), read.told()) ? Optional.of(read) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** For providers. */
    Address address(ClusterToken token) {
        String name = Address.open(url) + " (of the orchestrator on machine " + host
                + "; processes of other machines need state.url)";
        return new Address(url, USER, password(token), false, name);
    }

    String password(ClusterToken token) {
        return mac(token).of(List.of("password", run));
    }

    private List<String> told() {
        return List.of("announcement", url, host, run);
    }

    private static TokenMac mac(ClusterToken token) {
        return new TokenMac(token, TokenMac.STATE_STORE);
    }
}
