package io.msagent.registry.consul.fuzz;

/**
 * One request of a sequence. In path and body {@code $s0}, {@code $s1} ... stand for sessions opened before,
 * {@code $cas} for the modify index that the path's key has at that moment, {@code $index} for the index that this very
 * query would be answered with, and {@code $run} for a folder of keys that no other sequence uses.
 *
 * @param saveAs name of the session that this opens, or null
 */
record Request(String method, String path, String body, String saveAs) {
    private static final String SESSION = "$s";

    Request(String method, String path, String body) {
        this(method, path, body, null);
    }

    static Request get(String path) {
        return new Request("GET", path, "");
    }

    static Request put(String path, String body) {
        return new Request("PUT", path, body);
    }

    boolean isRead() {
        return method.equals("GET");
    }

    Request withBody(String newBody) {
        return new Request(method, path, newBody, saveAs);
    }

    Request withMethod(String newMethod) {
        return new Request(newMethod, path, body, saveAs);
    }

    Request withPath(String newPath) {
        return new Request(method, newPath, body, saveAs);
    }

    /** A line for a shell in which {@code CONSUL} and {@code run} are set, and {@code C} is curl with a token if need be. */
    String shell() {
        String curl = "$C -X " + method + " --path-as-is " + (body.isEmpty() ? "" : "-d '" + quoted(body) + "' ")
                + "\"$CONSUL" + path.replace("\\", "\\\\").replace("\"", "\\\"").replace("`", "\\`") + '"';
        if (saveAs != null) {
            return saveAs.substring(1) + "=$(" + curl + " | tee /dev/stderr | jq -r .ID)";
        }
        String key = path.replaceFirst("\\?.*", "");
        if (path.contains("$cas")) {
            return "cas=$($C \"$CONSUL" + key + "\" | jq '.[0].ModifyIndex // 0'); " + curl;
        }
        if (path.contains("$index")) {
            return "index=$($C -i \"$CONSUL" + key + "\" | sed -n 's/^X-Consul-Index: //Ip' | tr -d '\\r'); " + curl;
        }
        return body.contains(SESSION) ? curl.replace("'", "\"") : curl;
    }

    private static String quoted(String text) {
        return text.replace("'", "'\\''");
    }
}
