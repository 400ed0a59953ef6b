package io.msagent.registry.consul.embedded;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which path is answered by whom. */
final class Routes {
    private final Map<String, Map<String, Handler>> byPath = new LinkedHashMap<>();

    /** Answers a request, or throws {@link HttpError}. */
    interface Handler {
        Reply handle(Call call);
    }

    /** Where a path leads. */
    record Found(Map<String, Handler> byMethod, String rest) {
        /** Value of the {@code Allow} header. */
        String allowed() {
            return "OPTIONS," + String.join(",", byMethod.keySet());
        }
    }

    /** @param path a path that ends with a slash stands for all that begin with it */
    Routes on(String method, String path, Handler handler) {
        byPath.computeIfAbsent(path, p -> new LinkedHashMap<>()).put(method, handler);
        return this;
    }

    /**
     * The path that a request is sent on to, as in Consul: without empty, {@code .} and {@code ..} parts, and with the slash
     * that a route ends with.
     *
     * @param path decoded
     */
    String clean(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        String clean = "/" + String.join("/", parts);
        boolean slash = path.endsWith("/") && !parts.isEmpty();
        return slash || (!byPath.containsKey(clean) && byPath.containsKey(clean + "/")) ? clean + "/" : clean;
    }

    /** @param path decoded */
    Optional<Found> find(String path) {
        Map<String, Handler> exact = byPath.get(path);
        if (exact != null) {
            return Optional.of(new Found(exact, ""));
        }
        return byPath.entrySet().stream()
                .filter(e -> e.getKey().endsWith("/") && path.startsWith(e.getKey()))
                .findFirst()
                .map(e -> new Found(e.getValue(), path.substring(e.getKey().length())));
    }
}
