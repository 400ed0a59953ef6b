package io.msagent.registry.consul.fuzz;

import java.util.List;

/** Requests about keys, reads too. */
final class Keys {
    private static final List<String> NAMES =
            List.of("a", "a/b", "a/b/c", "a/", "ab", "A", "größe/€", "sp ace", "p%q", "a+b", "b?c#d");

    private final Pick pick;

    Keys(Pick pick) {
        this.pick = pick;
    }

    /** @param session placeholder of a session, perhaps of one that has ended */
    Request next(String session) {
        return switch (pick.below(10)) {
            case 0, 1, 2, 3 -> put(session);
            case 4, 5 -> delete();
            default -> read();
        };
    }

    private Request put(String session) {
        String how = switch (pick.below(8)) {
            case 0 -> "cas=0";
            case 1 -> "cas=$cas";
            case 2 -> "cas=" + pick.of("1", "999999", "18446744073709551615");
            case 3, 4 -> "acquire=" + session;
            case 5 -> "release=" + session;
            default -> "";
        };
        String flags = pick.maybe(30, "flags=" + pick.of("0", "42", "18446744073709551615", "007"));
        return Request.put(path() + query(how, flags), pick.of("", "v", "v", "größe €😀\n", "{\"a\": 1}", "\u0000"));
    }

    private Request delete() {
        String how = pick.of("", "", "recurse", "recurse=true", "cas=$cas", "cas=0", "cas=1");
        return new Request("DELETE", path() + query(how, ""), "");
    }

    private Request read() {
        String separator = pick.maybe(70, "separator=" + Encoding.query(pick, pick.of("/", "b", "", "//", "ö")));
        return Request.get(
                switch (pick.below(6)) {
                    case 0 -> path() + "?raw";
                    case 1, 2 -> prefix() + query(pick.of("recurse", "recurse=true", "recurse&raw"), "");
                    case 3, 4 -> prefix() + query(pick.of("keys", "keys=1", "keys&recurse"), separator);
                    default -> path() + query(blocking(), pick.of("", "", "consistent", "stale", "stale&consistent"));
                });
    }

    private String blocking() {
        return pick.of("", "", "index=1", "index=$index&wait=20ms", "index=0&wait=10m");
    }

    private String path() {
        return "/v1/kv/$run/" + Encoding.path(pick, pick.of(NAMES));
    }

    private String prefix() {
        return pick.chance(40) ? "/v1/kv/$run" + pick.of("", "/", "/none") : path();
    }

    private static String query(String one, String other) {
        String joined = one.isEmpty() || other.isEmpty() ? one + other : one + "&" + other;
        return joined.isEmpty() ? "" : "?" + joined;
    }
}
