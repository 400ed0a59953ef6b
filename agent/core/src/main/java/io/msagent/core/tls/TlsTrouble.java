package io.msagent.core.tls;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** What a failed handshake between two processes of ours means, in a person's words. */
public final class TlsTrouble {
    private static final Pattern ALERT = Pattern.compile("fatal alert: (\\w+)");

    private TlsTrouble() {}

    /**
     * The cause and what to do; empty if it was not TLS that failed.
     *
     * @param host what the certificate had to be for
     */
    public static Optional<String> of(Throwable failure, String host) {
        if (Causes.have(failure, CertificateExpiredException.class)) {
            return Optional.of("its certificate has expired; renew the one in its tls.cert");
        }
        if (Causes.have(failure, CertificateNotYetValidException.class)) {
            return Optional.of("its certificate is not valid yet; look at the clocks of both machines");
        }
        if (Causes.have(failure, CertPathBuilderException.class)
                || Causes.have(failure, CertPathValidatorException.class)) {
            return Optional.of("its certificate is of an authority that tls.ca does not name here");
        }
        if (Causes.have(failure, CertificateException.class)) {
            return Optional.of(
                    "its certificate is not for the address it is registered with: " + Causes.innermost(failure)
                            + " (expected: " + host + " among the subject alternative names of its tls.cert)");
        }
        Matcher alert = ALERT.matcher(String.valueOf(failure.getMessage()));
        if (failure instanceof SSLException && alert.find()) {
            return Optional.of("it ends the TLS connection with " + alert.group(1)
                    + "; it accepts only certificates of an authority in its tls.ca, so look at tls.cert here");
        }
        if (failure instanceof SSLException) {
            return Optional.of("TLS: " + failure.getMessage());
        }
        return Optional.empty();
    }
}
