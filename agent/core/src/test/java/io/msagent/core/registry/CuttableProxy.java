package io.msagent.core.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a connector and a registry, so that the line between them can be cut and mended. */
public final class CuttableProxy implements AutoCloseable {
    private final ServerSocket door = new ServerSocket();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile URI target;
    private volatile boolean cut;

    /** Stands before this registry; listens on a free port. */
    public CuttableProxy(URI target) throws IOException {
        this.target = target;
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        daemon(this::accept);
    }

    /** Base of the API, as the connector is to be told. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** Ends every connection; later ones are ended as they come. */
    public void cut() {
        cut = true;
        open.forEach(CuttableProxy::close);
    }

    /** Ends {@link #cut}. */
    public void mend() {
        cut = false;
    }

    /** Mends the line, with another registry at its end. */
    void mendTo(URI other) {
        target = other;
        cut = false;
    }

    /** How many requests went through, counted as bursts of bytes towards the registry. */
    int requests() {
        return requests.get();
    }

    /** How many connections were refused while the line was cut. */
    int refused() {
        return refused.get();
    }

    /** How many connections there are now, counting both ends. */
    int open() {
        return open.size();
    }

    @Override
    public void close() throws IOException {
        cut();
        door.close();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                if (cut) {
                    refused.incrementAndGet();
                    close(near);
                    continue;
                }
                Socket far = new Socket(target.getHost(), target.getPort());
                open.add(near);
                open.add(far);
                daemon(() -> copy(near, far, requests));
                daemon(() -> copy(far, near, new AtomicInteger()));
                if (cut) {
                    cut();
                }
            } catch (IOException e) {
                if (!door.isClosed()) {
                    refused.incrementAndGet();
                }
            }
        }
    }

    private void copy(Socket from, Socket to, AtomicInteger bursts) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[64 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bursts.incrementAndGet();
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // one end is gone; the other one goes too
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone, which is what was wanted
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "cuttable-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
