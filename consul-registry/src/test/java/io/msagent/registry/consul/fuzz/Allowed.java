package io.msagent.registry.consul.fuzz;

import io.msagent.registry.consul.Answer;
import io.msagent.registry.consul.Normalised;

/** What may differ, because it cannot matter: each with its reason, and each named in docs/registry.md. */
final class Allowed {
    private Allowed() {}

    /** An answer without what may differ. */
    static String without(Request request, Answer answer) {
        if (request.path().matches(".*%(?![0-9a-fA-F]{2}).*")) {
            return answer.status() >= 400
                    ? "refused"
                    : "served"; // Consul: 400 in a path, 500 in a query; Undertow: 400
        }
        if (answer.status() == 301) {
            return "301"; // a page about the new address, and none from the embedded registry
        }
        if (answer.status() >= 400 && request.method().equals("HEAD")) {
            return "refused"; // both say so in a body that HEAD has not
        }
        if (answer.status() == 400 && request.path().startsWith("/v1/agent/service/register")) {
            return "400"; // of several mistakes each names the one that it finds first
        }
        if (answer.status() == 500 || answer.status() == 400) {
            // headers about an index that the answer does not have
            return answer.status() + "\n" + words(answer.body());
        }
        return Normalised.of(answer);
    }

    /** Go's own words about JSON and durations are not repeated. */
    private static String words(String text) {
        return text.replaceFirst("(?s)^(Request decode failed|Session TTL '.*' invalid):.*", "$1");
    }
}
