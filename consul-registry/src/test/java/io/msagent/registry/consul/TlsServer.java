package io.msagent.registry.consul;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** As much of a Consul as answers that there are no instances, over TLS. */
final class TlsServer implements AutoCloseable {
    private final HttpsServer server;

    /** @param clients who may have signed clients' certificates, which are demanded then; or null */
    TlsServer(HeldCertificate own, HeldCertificate clients) {
        HandshakeCertificates.Builder certificates = new HandshakeCertificates.Builder().heldCertificate(own);
        if (clients != null) {
            certificates.addTrustedCertificate(clients.certificate());
        }
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(certificates.build().sslContext()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters tls = getSSLContext().getDefaultSSLParameters();
                tls.setNeedClientAuth(clients != null);
                parameters.setSSLParameters(tls);
            }
        });
        server.createContext("/", exchange -> {
            byte[] nobody = "[]".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, nobody.length);
            exchange.getResponseBody().write(nobody);
            exchange.close();
        });
        server.start();
    }

    URI address() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
