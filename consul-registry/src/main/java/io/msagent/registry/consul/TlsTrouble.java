package io.msagent.registry.consul;

import io.msagent.core.tls.Causes;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What a failed TLS connection means, in a person's words. */
final class TlsTrouble {
    /** OkHttp lists the names that a certificate is for at the end of a message of several lines. */
    private static final Pattern NAMES = Pattern.compile("subjectAltNames: \\[(.*?)]", Pattern.DOTALL);

    private static final Pattern ALERT = Pattern.compile("fatal alert: (\\w+)");
    private static final String ANOTHER = "another name";

    private static final String CLIENT_CERTIFICATES = "if it demands client certificates, set registry.cert and"
            + " registry.key (orchestrator: --consul-cert, --consul-key) to a valid one of its authority";

    private TlsTrouble() {}

    /** The cause and what to do; empty if it was something else. */
    static Optional<String> of(URI address, Throwable failure) {
        if (Causes.have(failure, CertificateExpiredException.class)) {
            return Optional.of("its certificate has expired (" + Causes.innermost(failure) + "); renew it");
        }
        if (Causes.have(failure, CertificateNotYetValidException.class)) {
            return Optional.of("its certificate is not valid yet (" + Causes.innermost(failure)
                    + "); look at the clocks of both machines");
        }
        if (Causes.have(failure, CertPathBuilderException.class)) {
            return Optional.of("its certificate is of an authority that is not trusted here; name the right one's"
                    + " certificate in registry.ca (orchestrator: --consul-ca)");
        }
        if (failure instanceof SSLPeerUnverifiedException) {
            return Optional.of("its certificate is for " + names(failure) + " (expected: " + address.getHost()
                    + "); use a name that it is for in the address, or give it a certificate for this one");
        }
        if (failure instanceof SSLException) {
            return Optional.of(ssl(String.valueOf(failure.getMessage())));
        }
        if (isCut(failure) && isHttps(address)) {
            // TLS 1.3: the server looks at a client's certificate when the client is already writing its request
            return Optional.of("it cuts the connection (" + failure.getMessage() + "); " + CLIENT_CERTIFICATES);
        }
        if (failure instanceof ProtocolException && !isHttps(address)) {
            return Optional.of("what answers there does not speak HTTP (" + failure.getMessage()
                    + "); perhaps it wants TLS: give its address as https");
        }
        return Optional.empty();
    }

    /** Whether an answer says that plain HTTP was spoken to a port for TLS. Go's servers answer so. */
    static boolean wantsTls(String answer) {
        return answer.contains("HTTP request to an HTTPS server");
    }

    private static String ssl(String message) {
        Matcher alert = ALERT.matcher(message);
        if (alert.find()) {
            return "it ends the TLS connection with " + alert.group(1) + "; " + CLIENT_CERTIFICATES;
        }
        if (message.contains("Unsupported or unrecognized SSL message")) {
            return "it does not speak TLS at this port; give its address as http, or its port for https";
        }
        return "TLS: " + message;
    }

    private static boolean isCut(Throwable failure) {
        // not of a machine that cannot be reached, nor of one that refuses to connect
        return failure.getClass() == SocketException.class
                        && !String.valueOf(failure.getMessage()).startsWith("Network is")
                || String.valueOf(failure.getMessage()).startsWith("unexpected end of stream");
    }

    private static boolean isHttps(URI address) {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    private static String names(Throwable unverified) {
        Matcher names = NAMES.matcher(String.valueOf(unverified.getMessage()));
        return names.find() && !names.group(1).isBlank() ? names.group(1).strip() : ANOTHER;
    }
}
