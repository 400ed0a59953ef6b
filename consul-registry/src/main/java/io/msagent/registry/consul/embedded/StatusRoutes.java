package io.msagent.registry.consul.embedded;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/** {@code /v1/status/}: whether there is a leader. Open to all. */
final class StatusRoutes {
    private final Node node;

    StatusRoutes(Node node) {
        this.node = node;
    }

    void addTo(Routes routes) {
        routes.on("GET", "/v1/status/leader", call -> Reply.Answer.of(TextNode.valueOf(node.hostAndPort())))
                .on("GET", "/v1/status/peers", call -> Reply.Answer.of(Json.array(List.of(node.hostAndPort()))));
    }
}
