package io.msagent.stateful.store.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a store and its database, so that what goes one way or the other can be lost. */
final class Line implements AutoCloseable {
    private final ServerSocket door = new ServerSocket();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int target;
    private volatile boolean losesAnswers;
    private volatile boolean stalls;

    /** Leads to this port of the loopback address. */
    Line(int target) throws IOException {
        this.target = target;
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        daemon(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Ends all connections; what has not arrived never does. */
    void cut() {
        open.forEach(Line::close);
    }

    /** From now on requests arrive; the first answer is lost, and its connection with it. */
    void loseAnswers() {
        losesAnswers = true;
    }

    /** From now on requests arrive and are answered, but nobody hears of it, nor that anything is wrong. */
    void stall() {
        stalls = true;
    }

    void mend() {
        losesAnswers = false;
        stalls = false;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(near);
                open.add(far);
                daemon(() -> copy(near, far, false));
                daemon(() -> copy(far, near, true));
            } catch (IOException e) {
                // the door is closed, or nobody is behind it: the next connection tells
            }
        }
    }

    private void copy(Socket from, Socket to, boolean answers) {
        try (from;
                to) {
            byte[] buffer = new byte[64 * 1024];
            for (int n = from.getInputStream().read(buffer);
                    n >= 0;
                    n = from.getInputStream().read(buffer)) {
                if (answers && losesAnswers) {
                    return;
                }
                if (!answers || !stalls) {
                    to.getOutputStream().write(buffer, 0, n);
                }
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
        Thread thread = new Thread(work, "line");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
