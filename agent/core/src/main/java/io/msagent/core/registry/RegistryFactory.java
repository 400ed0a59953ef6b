package io.msagent.core.registry;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Connects to a registry. Implementations have a public constructor without parameters and stand in a services file. */
public interface RegistryFactory {

    /**
     * A connector; makes no request yet.
     *
     * @param address base of the registry's HTTP API, as {@code http://127.0.0.1:7917}
     * @param token sent with each request, or null to send none
     */
    Registry connect(URI address, @Nullable String token);
}
