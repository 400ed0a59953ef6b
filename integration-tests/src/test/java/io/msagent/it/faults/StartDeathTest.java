package io.msagent.it.faults;

import static io.msagent.it.faults.Bookings.ends;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Instances whose port accepts connections with no provider behind it: a process that stands still, whose connections
 * the kernel accepts, and one that is gone and whose port somebody else has. Calls that must not run twice go elsewhere.
 */
@Tag("once")
class StartDeathTest {
    private static final int CALLS = 25;

    @TempDir
    Path folder;

    @Test
    void aProcessThatStandsStillIsPassedBy() throws Exception {
        try (Bookings bookings = new Bookings(folder)) {
            Process still = bookings.provider();
            Process serving = bookings.provider();
            Bookings.signal(still, "STOP");
            ends(bookings.caller("some", bookings.file("ledger"), Integer.toString(CALLS)));
            assertThat(bookings.told()).hasSize(CALLS).containsOnly("booked by " + serving.pid());

            // what its kernel has taken meanwhile is no call
            Bookings.signal(still, "CONT");
            still.destroy();
            ends(still);
            bookings.assertNothingLost();
        }
    }

    @Test
    void aStrangerOnThePortOfADeadOneIsSentNothing() throws Exception {
        try (Bookings bookings = new Bookings(folder)) {
            Process dead = bookings.provider();
            int port = bookings.portOf(dead);
            Process serving = bookings.provider();
            dead.destroyForcibly();
            ends(dead);
            Queue<String> heard = new ConcurrentLinkedQueue<>();
            try (ServerSocket stranger = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
                Thread listening = new Thread(() -> listen(stranger, heard));
                listening.setDaemon(true);
                listening.start();
                ends(bookings.caller("some", bookings.file("ledger"), Integer.toString(CALLS)));
            }
            assertThat(bookings.told()).hasSize(CALLS).containsOnly("booked by " + serving.pid());
            bookings.assertNothingLost();
            assertThat(heard)
                    .isNotEmpty()
                    .allSatisfy(request -> assertThat(request)
                            // the health is asked for by the orchestrator, with a key of its own
                            .matches("(?is)GET /ms/v1/(hello (?!.*authorization).*|health .*)")
                            .doesNotContain(bookings.token()));
        }
    }

    /** Takes what it is sent, and answers as a web server would. */
    private static void listen(ServerSocket stranger, Queue<String> heard) {
        while (!stranger.isClosed()) {
            try (Socket socket = stranger.accept()) {
                byte[] bytes = new byte[8_192];
                int count = socket.getInputStream().read(bytes);
                heard.add(new String(bytes, 0, Math.max(0, count), StandardCharsets.US_ASCII));
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi".getBytes(StandardCharsets.US_ASCII));
            } catch (java.io.IOException e) {
                // closed, by one side or the other
            }
        }
    }
}
