package io.msagent.core.registry;

import io.msagent.core.tls.TlsFiles;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to reach a registry. The files are PEM, and are read by the connector.
 *
 * @param address base of the registry's HTTP API, as {@code http://127.0.0.1:7917}
 * @param token sent with each request, or null to send none
 * @param ca certificates of the authorities that are trusted to say who the registry is; null: those of the JVM
 * @param certificate this side's certificate, and what leads from it to its authority; null to show none
 * @param key private key of that certificate; null exactly if there is none
 */
public record RegistryAccess(
        URI address,
        @Nullable String token,
        @Nullable Path ca,
        @Nullable Path certificate,
        @Nullable Path key) {

    /** Without files of one's own. */
    public static RegistryAccess of(URI address, @Nullable String token) {
        return new RegistryAccess(address, token, null, null, null);
    }

    /** The same with another token. */
    public RegistryAccess withToken(@Nullable String other) {
        return new RegistryAccess(address, other, ca, certificate, key);
    }

    /** Whether the address is {@code https}. */
    public boolean secure() {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    /** The files, if it names any; their settings begin with {@code registry}. */
    public Optional<TlsFiles> files() {
        return ca == null && certificate == null && key == null
                ? Optional.empty()
                : Optional.of(new TlsFiles("registry.", ca, certificate, key));
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "RegistryAccess[" + address + (token == null ? "" : ", token (secret)") + ", ca=" + ca + ", certificate="
                + certificate + ", key=" + key + "]";
    }
}
