package io.msagent.it.kit.proxy;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A port of loopback that takes connections, refuses them, or lets them wait until they are given up. */
final class Door implements AutoCloseable {
    private static final int FULL_AFTER_MILLIS = 500;

    private final InetSocketAddress address;
    private final Consumer<Socket> visitor;
    private final List<Socket> fillers = new ArrayList<>();
    private ServerSocket socket;

    /** Opens a free port. */
    Door(Consumer<Socket> visitor) {
        this.visitor = visitor;
        socket = bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        take(socket);
    }

    int port() {
        return address.getPort();
    }

    /** Takes connections. */
    synchronized void open() {
        close();
        socket = rebind(50);
        take(socket);
    }

    /** Has nobody behind it: connections are refused. */
    synchronized void refuse() {
        close();
    }

    /** Has somebody behind it who never takes a connection, and a full backlog: connecting takes until it is given up. */
    synchronized void fill() {
        close();
        socket = rebind(1);
        while (true) {
            Socket filler = new Socket();
            fillers.add(filler);
            try {
                filler.connect(address, FULL_AFTER_MILLIS);
            } catch (SocketTimeoutException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void take(ServerSocket from) {
        Daemons.start(() -> {
            while (!from.isClosed()) {
                try {
                    visitor.accept(from.accept());
                } catch (IOException e) {
                    // closed, or the visitor has gone again
                }
            }
        });
    }

    /** The port was ours a moment ago, but for that moment a connection of another process may have it. */
    private ServerSocket rebind(int backlog) {
        return await("port " + port()).ignoreExceptions().until(() -> bind(address, backlog), bound -> true);
    }

    private static ServerSocket bind(InetSocketAddress address, int backlog) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(address, backlog);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        Daemons.closeAll(fillers);
        fillers.clear();
        Daemons.closeAll(List.of(socket));
    }
}
