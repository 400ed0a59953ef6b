package io.msagent.orchestrator.replica;

import io.msagent.core.log.Log;
import io.msagent.core.tls.ReloadingTls;
import io.msagent.orchestrator.store.AdminTls;
import io.msagent.orchestrator.store.OrchestratorInfo;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks whether anybody is behind an admin address who can act. Any answer will do, a refusal too, but not that it cannot. It is
 * told no credential.
 */
public final class Knock {
    private static final int MILLIS = 2_000;
    private static final int STATUS = "HTTP/1.1 200".length();

    private Knock() {}

    /** Whether somebody answers within about two seconds. */
    public static boolean at(OrchestratorInfo info) {
        return at(info.admin(), info.tls());
    }

    private static boolean at(String admin, AdminTls tls) {
        URI address = URI.create(admin);
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(address.getHost(), address.getPort()), MILLIS);
            plain.setSoTimeout(MILLIS);
            try (Socket socket = secured(plain, address, tls)) {
                String request = "GET / HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                String status = new String(socket.getInputStream().readNBytes(STATUS), StandardCharsets.US_ASCII);
                return !status.isEmpty() && !status.endsWith(" 503");
            }
        } catch (IOException | RuntimeException e) {
            Log.debug("no answer from " + admin + ": " + e);
            return false;
        }
    }

    private static Socket secured(Socket plain, URI address, AdminTls tls) throws IOException {
        if (tls.files().isEmpty()) {
            return plain;
        }
        SSLSocketFactory factory = new ReloadingTls(tls.files().get()).context().getSocketFactory();
        return factory.createSocket(plain, address.getHost(), address.getPort(), true);
    }
}
