package io.msagent.core.server;

import java.util.List;

/**
 * One service of a provider.
 *
 * @param name the service's name
 * @param digest digest of its code
 * @param methods its methods
 */
public record ServedService(String name, String digest, List<ServedMethod> methods) {
    /** Copies the list. */
    public ServedService {
        methods = List.copyOf(methods);
    }
}
