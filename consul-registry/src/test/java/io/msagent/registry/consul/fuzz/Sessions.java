package io.msagent.registry.consul.fuzz;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Requests about sessions. */
final class Sessions {
    private final Pick pick;
    private int opened;

    Sessions(Pick pick) {
        this.pick = pick;
    }

    /** Placeholder of a session; sometimes of one that was never opened. */
    String any() {
        return pick.chance(5) ? "22222222-2222-2222-2222-222222222222" : "$s" + pick.below(Math.max(1, opened));
    }

    Request next() {
        return switch (pick.below(8)) {
            case 0, 1, 2 -> open();
            case 3, 4 -> Request.put("/v1/session/destroy/" + any(), "");
            case 5 -> Request.put("/v1/session/renew/" + any(), "");
            case 6 -> Request.get("/v1/session/info/" + any() + pick.of("", "?index=$index&wait=20ms"));
            default -> Request.get("/v1/session/list" + pick.of("", "?pretty", "?dc=dc1"));
        };
    }

    Request open() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (pick.chance(50)) {
            json.put("Name", pick.of("s", "größe €", ""));
        }
        if (pick.chance(60)) {
            json.put("TTL", pick.of("600s", "10m", "24h", "86400s", "0s", ""));
        }
        // none, or longer than any sequence takes
        switch (pick.below(4)) {
            case 0 -> json.put(pick.of("LockDelay", "lock_delay"), "60s");
            case 1 -> json.put("LockDelay", pick.of("1h", "120s"));
            case 2 -> json.put("LockDelay", pick.below(40) + 60);
            default -> json.put("LockDelay", "0s");
        }
        if (pick.chance(50)) {
            json.put("Behavior", pick.of("release", "delete", ""));
        }
        if (pick.chance(20)) {
            json.put("Node", "ms-agent");
        }
        return new Request("PUT", "/v1/session/create" + pick.of("", "", "?dc=dc1"), json.toString(), "$s" + opened++);
    }
}
