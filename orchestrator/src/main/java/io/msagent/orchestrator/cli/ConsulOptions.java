package io.msagent.orchestrator.cli;

import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.tls.TlsFileException;
import io.msagent.core.tls.TlsFiles;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** How to reach a Consul; the variables are those of Consul's own command line. */
final class ConsulOptions {
    static final String TOKEN = "--consul-token";
    static final String PROVIDER_TOKEN = "--provider-consul-token";
    private static final String TOKEN_VARIABLE = "CONSUL_HTTP_TOKEN";
    private static final String PROVIDER_TOKEN_VARIABLE = "MS_PROVIDER_CONSUL_TOKEN";

    @CommandLine.Option(
            names = "--consul",
            paramLabel = "URL",
            description = "A Consul to use; there is no embedded registry then.")
    private @Nullable URI address;

    @CommandLine.Option(
            names = TOKEN,
            paramLabel = "TOKEN",
            defaultValue = "${env:" + TOKEN_VARIABLE + "}",
            description = "This orchestrator's ACL token for that Consul; better in the environment, as"
                    + " CONSUL_HTTP_TOKEN. Default: none.")
    private @Nullable String token;

    @CommandLine.Option(
            names = PROVIDER_TOKEN,
            paramLabel = "TOKEN",
            defaultValue = "${env:" + PROVIDER_TOKEN_VARIABLE + "}",
            description = "ACL token that providers get; better in the environment, as MS_PROVIDER_CONSUL_TOKEN."
                    + " Default: the orchestrator's.")
    private @Nullable String providerToken;

    @CommandLine.Option(
            names = "--consul-ca",
            paramLabel = "FILE",
            defaultValue = "${env:CONSUL_CACERT}",
            description = "PEM file: authorities that may have signed that Consul's certificate, or CONSUL_CACERT."
                    + " Default: those of the JVM.")
    private @Nullable String ca;

    @CommandLine.Option(
            names = "--consul-cert",
            paramLabel = "FILE",
            defaultValue = "${env:CONSUL_CLIENT_CERT}",
            description = "PEM file: certificate to show to that Consul, or CONSUL_CLIENT_CERT.")
    private @Nullable String certificate;

    @CommandLine.Option(
            names = "--consul-key",
            paramLabel = "FILE",
            defaultValue = "${env:CONSUL_CLIENT_KEY}",
            description = "PEM file: private key of that certificate, or CONSUL_CLIENT_KEY.")
    private @Nullable String key;

    /** The Consul to use; null if there is none. Variables count only beside an address. */
    @Nullable
    RegistryAccess access(Complaint complaint) {
        if (address == null) {
            return null;
        }
        if (address.getHost() == null || !List.of("http", "https").contains(String.valueOf(address.getScheme()))) {
            throw complaint.of("--consul", address, "http or https URL, as http://127.0.0.1:8500");
        }
        RegistryAccess access = new RegistryAccess(address, given(token), path(ca), path(certificate), path(key));
        if (!access.secure() && access.files().isPresent()) {
            throw complaint.of(
                    "--consul", address, "an https URL, because --consul-ca, --consul-cert or their variables are set");
        }
        if ((access.certificate() == null) != (access.key() == null)) {
            throw access.key() == null
                    ? complaint.of("--consul-cert", certificate, "--consul-key beside it")
                    : complaint.of("--consul-key", key, "--consul-cert beside it");
        }
        try {
            new TlsFiles("--consul-", access.ca(), access.certificate(), access.key()).check();
        } catch (TlsFileException e) {
            throw new CommandFailedException("orchestrator: " + e.getMessage());
        }
        return access;
    }

    @Nullable
    String providerToken() {
        return given(providerToken);
    }

    /** What another orchestrator must be told, and nobody else, by the variables' names. */
    Map<String, String> secrets() {
        Map<String, String> secrets = new HashMap<>();
        if (given(token) != null) {
            secrets.put(TOKEN_VARIABLE, token);
        }
        if (given(providerToken) != null) {
            secrets.put(PROVIDER_TOKEN_VARIABLE, providerToken);
        }
        return secrets;
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static @Nullable Path path(@Nullable String text) {
        String given = given(text);
        return given == null ? null : Path.of(given).toAbsolutePath().normalize();
    }
}
