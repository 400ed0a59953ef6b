package io.msagent.orchestrator.cli;

import io.msagent.core.tls.TlsFileException;
import io.msagent.core.tls.TlsFiles;
import io.msagent.orchestrator.control.CallTls;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** How callers, providers and this orchestrator speak TLS; the variables are those of programs. */
final class TlsOptions {
    @CommandLine.Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            defaultValue = "${env:MS_TLS_CA}",
            description = "PEM file: authorities of this cluster's certificates, or MS_TLS_CA. With it, the admin"
                    + " address and all providers speak TLS only.")
    private @Nullable String ca;

    @CommandLine.Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            defaultValue = "${env:MS_TLS_CERT}",
            description = "PEM file: certificate of orchestrator and providers, or MS_TLS_CERT.")
    private @Nullable String certificate;

    @CommandLine.Option(
            names = "--tls-key",
            paramLabel = "FILE",
            defaultValue = "${env:MS_TLS_KEY}",
            description = "PEM file: private key of that certificate, or MS_TLS_KEY.")
    private @Nullable String key;

    @CommandLine.Option(
            names = "--tls-client",
            paramLabel = "required|none",
            defaultValue = "${env:MS_TLS_CLIENT:-required}",
            description = "Whether callers must show a certificate, or MS_TLS_CLIENT (default: required).")
    private String client = "required";

    /** What was given; null: clear text. */
    @Nullable
    CallTls tls(Complaint complaint) {
        if (isEmpty(ca) && isEmpty(certificate) && isEmpty(key)) {
            return null;
        }
        if (isEmpty(ca) || isEmpty(certificate) || isEmpty(key)) {
            throw complaint.of(
                    isEmpty(ca) ? "--tls-ca" : isEmpty(certificate) ? "--tls-cert" : "--tls-key",
                    "missing",
                    "--tls-ca, --tls-cert and --tls-key together");
        }
        if (!client.equals("required") && !client.equals("none")) {
            throw complaint.of("--tls-client", client, "required, none");
        }
        TlsFiles files = new TlsFiles("--tls-", path(ca), path(certificate), path(key));
        try {
            files.check();
        } catch (TlsFileException e) {
            throw new CommandFailedException("orchestrator: " + e.getMessage());
        }
        return new CallTls(files, client.equals("required"));
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    private static Path path(@Nullable String text) {
        return Path.of(String.valueOf(text)).toAbsolutePath().normalize();
    }
}
