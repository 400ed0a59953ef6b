package io.msagent.core.tls;

import io.msagent.core.config.Keys;
import io.msagent.core.config.Settings;
import java.util.Optional;

/** The files of the call path: what {@code tls.ca}, {@code tls.cert} and {@code tls.key} name. */
public final class TlsSettings {
    private TlsSettings() {}

    /** The files; empty if this process speaks in clear text. */
    public static Optional<TlsFiles> files(Settings settings) {
        return settings.find(Keys.TLS_CA)
                .map(ca -> new TlsFiles(
                        "tls.",
                        ca,
                        settings.find(Keys.TLS_CERT).orElse(null),
                        settings.find(Keys.TLS_KEY).orElse(null)));
    }
}
