package io.msagent.registry.consul.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Reads of services, checks and the node. */
final class Looks {
    private final Pick pick;

    Looks(Pick pick) {
        this.pick = pick;
    }

    Request next() {
        String name = Encoding.path(pick, pick.of(Services.NAMES));
        String path = switch (pick.below(12)) {
            case 0, 1, 2 -> "/v1/health/service/" + name;
            case 3 -> "/v1/health/checks/" + name;
            case 4 -> "/v1/health/state/" + pick.of("any", "passing", "warning", "critical", "nonsense");
            case 5 -> "/v1/catalog/service/" + name;
            case 6 -> "/v1/catalog/services";
            case 7 -> "/v1/agent/services";
            case 8 -> "/v1/agent/checks";
            case 9 -> "/v1/agent/service/" + Encoding.path(pick, pick.of(Services.IDS));
            case 10 -> "/v1/health/node/" + pick.of("ms-agent", "MS-AGENT", "nobody");
            default -> pick.of("/v1/catalog/nodes", "/v1/catalog/datacenters");
        };
        return Request.get(path + query());
    }

    private String query() {
        List<String> parameters = new ArrayList<>();
        if (pick.chance(30)) {
            parameters.add("passing" + pick.of("", "=1", "=true", "=false", "=T", "=x"));
        }
        while (pick.chance(20)) {
            parameters.add("tag=" + Encoding.query(pick, pick.of("a", "A", "b", "ü €", "", "none")));
        }
        if (pick.chance(20)) {
            parameters.add(pick.of("index=1", "index=$index&wait=20ms", "index=$index&wait=1ns", "wait=5m", "index=0"));
        }
        if (pick.chance(10)) {
            parameters.add(
                    pick.of("stale", "consistent", "dc=dc1", "dc=", "dc=elsewhere", "pretty", "stale&consistent"));
        }
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }

    /** Everything there is, at the end of a sequence. */
    static List<Request> all(Pick pick) {
        List<Request> all = new ArrayList<>();
        for (String path : List.of(
                "/v1/agent/services",
                "/v1/agent/checks",
                "/v1/health/state/any",
                "/v1/catalog/services",
                "/v1/session/list",
                "/v1/kv/$run?recurse",
                "/v1/kv/$run/?keys&separator=/")) {
            all.add(Request.get(path));
        }
        for (String name : Services.NAMES) {
            all.add(Request.get("/v1/health/service/" + Encoding.path(pick, name)));
            all.add(Request.get("/v1/catalog/service/" + Encoding.path(pick, name)));
        }
        return all;
    }
}
