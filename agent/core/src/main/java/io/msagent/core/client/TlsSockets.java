package io.msagent.core.client;

import io.msagent.core.tls.ReloadingTls;
import io.msagent.core.tls.TlsTrouble;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Secures connections. The certificate must be of an authority that the files name, and be for the host that the instance
 * has registered: an IP address or a name among its subject alternative names.
 */
final class TlsSockets implements TlsSocketStrategy {
    /** Attribute of a context: the longest wait for the other side while it is secured. */
    static final String TIMEOUT = "ms-agent.tls.timeout";

    private final ReloadingTls tls;

    TlsSockets(ReloadingTls tls) {
        this.tls = tls;
    }

    @Override
    public SSLSocket upgrade(Socket socket, String host, int port, @Nullable Object attachment, HttpContext context)
            throws IOException {
        try {
            int before = socket.getSoTimeout();
            if (context.getAttribute(TIMEOUT) instanceof Timeout timeout) {
                socket.setSoTimeout(timeout.toMillisecondsIntBound());
            }
            SSLSocket secured = (SSLSocket) tls.context().getSocketFactory().createSocket(socket, host, port, true);
            SSLParameters parameters = secured.getSSLParameters();
            // despite its name: look at the names in the certificate
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            secured.setSoTimeout(before);
            return secured;
        } catch (IOException e) {
            socket.close();
            throw TlsTrouble.of(e, host)
                    .<IOException>map(why -> new IOException(why, e))
                    .orElse(e);
        }
    }
}
