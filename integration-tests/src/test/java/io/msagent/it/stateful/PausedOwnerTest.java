package io.msagent.it.stateful;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.call.CallId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An owner that is stopped until somebody else has its keys, and then goes on, executes nothing of what waited for it. */
@Tag("once")
class PausedOwnerTest {
    private static final int WAITING = 8;

    @Test
    void executesNoCallUnderALeaseThatIsOver(@TempDir Path folder) throws Exception {
        // thought dead after this time; long enough for a machine that stands still a while
        try (StatefulCluster cluster = new StatefulCluster(folder, "heartbeat.ttl=15s")) {
            ClerkProcess clerk = cluster.clerk();
            long paused = cluster.pids().get(0);
            String room = cluster.keyOf(paused, "rooms");
            long before = epoch(clerk.result("enterAndTell", room));
            Patience.signal("STOP", paused);
            List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
            List<String> operations = new ArrayList<>();
            try {
                for (int i = 0; i < WAITING; i++) {
                    String operation = "waiting-" + i;
                    operations.add(operation);
                    waiting.add(send(cluster, paused, room, operation));
                }
                Patience.until("another owner", () -> {
                    long holder = cluster.leases("rooms").holderOf(room);
                    return holder != 0 && holder != paused;
                });
                assertThat(epoch(clerk.result("enterAndTell", room))).isGreaterThan(before);
            } finally {
                Patience.signal("CONT", paused);
            }
            for (int i = 0; i < WAITING; i++) {
                HttpResponse<String> answer = waiting.get(i).join();
                if (answer.statusCode() == 200) {
                    // it may have become the owner again
                    assertThat(epoch(answer.body().replaceAll("[^0-9 ]", ""))).isGreaterThan(before);
                } else {
                    assertThat(answer.statusCode()).as(answer.body()).isIn(409, 503);
                    assertThat(cluster.notes(operations.get(i))).isEmpty();
                }
            }
        }
    }

    /** Past the proxy, so that it lies in the stopped process's own socket. */
    private static CompletableFuture<HttpResponse<String>> send(
            StatefulCluster cluster, long pid, String room, String operation) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + cluster.proxy(pid).target() + "/ms/v1/call/rooms/enterAndTell"))
                .header("Authorization", "Bearer " + cluster.token())
                .header("ms-transaction", CallId.next() + " 1")
                .POST(HttpRequest.BodyPublishers.ofString("[\"" + room + "\",\"" + operation + "\"]"))
                .build();
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private static long epoch(String visitsAndEpoch) {
        return Long.parseLong(visitsAndEpoch.split(" ")[1]);
    }
}
