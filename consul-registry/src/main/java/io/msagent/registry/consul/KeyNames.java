package io.msagent.registry.consul;

/**
 * Which keys can be stored. Consul answers a path with an empty, {@code .} or {@code ..} part by a redirect to another
 * key, and OkHttp would follow it; Orbitz's client cuts a leading slash off.
 */
final class KeyNames {
    private KeyNames() {}

    static String check(String key) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("key: empty (expected: parts with / between them, as ms/token)");
        }
        return checkPrefix(key);
    }

    static String checkPrefix(String prefix) {
        String[] parts = prefix.split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            if (parts[i].equals(".") || parts[i].equals("..") || (parts[i].isEmpty() && !last)) {
                throw new IllegalArgumentException(
                        "key: " + prefix + " (expected: parts with / between them, none of them empty, . or ..)");
            }
        }
        return prefix;
    }
}
