package io.msagent.orchestrator;

import com.sun.net.httpserver.HttpServer;
import io.msagent.core.token.ClusterToken;
import io.msagent.core.token.HealthKey;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process that behaves as a provider towards registry and orchestrator, or misbehaves: {@code die}, {@code hang},
 * {@code busy} (all workers, always), {@code mute} (registers, never answers) and {@code slow} (keeps state in memory, says that
 * it needs long to end, does, and writes a line to {@code FAKE_STARTS} when it has). Writes a line to the file {@code FAKE_STARTS} each time it starts.
 */
public final class FakeProvider {
    private FakeProvider() {}

    /** Behaves as its first argument says. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> env = System.getenv();
        say(env, env.get("MS_INSTANCE"));
        for (int i = 1; i <= 50; i++) {
            System.out.println("line " + i);
        }
        String behaviour = arguments[0];
        if (behaviour.equals("die")) {
            System.err.println("cannot find my shop");
            System.exit(3);
        }
        if (!behaviour.equals("hang")) {
            serve(env, behaviour.equals("mute"), behaviour.equals("busy"), behaviour.equals("slow"));
        }
        Thread.currentThread().join();
    }

    private static void serve(Map<String, String> env, boolean mute, boolean busy, boolean slow)
            throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/ms/v1/health", exchange -> {
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            boolean good = !mute && new HealthKey(ClusterToken.of(env.get("MS_TOKEN"))).matches(token);
            byte[] body = good ? health(env.get("MS_SERVE"), busy).getBytes(StandardCharsets.UTF_8) : new byte[0];
            exchange.sendResponseHeaders(good ? 200 : 503, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        String me = "id=" + env.get("MS_INSTANCE") + "-" + env.get("MS_SERVE") + "\nservice=" + env.get("MS_SERVE")
                + "\nport=" + server.getAddress().getPort() + "\npid="
                + ProcessHandle.current().pid() + "\ndigest=" + env.get("FAKE_DIGEST") + "\nspawn="
                + env.get("MS_INSTANCE") + "\nhost="
                + InetAddress.getLocalHost().getHostName() + "\n"
                + (slow ? "stateful=true\nstate=memory\nstop-millis=120000\n" : "");
        post(env, "/register", me);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                post(env, "/deregister", me);
                if (slow) {
                    TimeUnit.SECONDS.sleep(5);
                    say(env, "ended in good order " + env.get("MS_INSTANCE"));
                }
            } catch (IOException | InterruptedException e) {
                System.out.println("registry is gone");
            }
        }));
    }

    /** As a provider's: four workers, all of them busy all the time or never, and a call a second by {@code shop}. */
    private static String health(String service, boolean busy) {
        long up = ManagementFactory.getRuntimeMXBean().getUptime() * 1_000;
        long calls = up / 1_000_000;
        return ("{'status':'serving','running':" + (busy ? 4 : 0) + ",'queued':0,'capacity':4,'busy':0,'busyMicros':"
                        + (busy ? 4 * up : 0) + ",'upMicros':" + up + ",'calls':{},'services':{'" + service
                        + "':{'calls':" + calls + ",'threw':0,'p50Micros':100,'p99Micros':2000,"
                        + "'lastCallAgoMillis':1,'callers':{'shop':" + calls + "}}}}")
                .replace('\'', '"');
    }

    private static void say(Map<String, String> env, String line) throws IOException {
        Files.writeString(
                Path.of(env.get("FAKE_STARTS")), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void post(Map<String, String> env, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(env.get("MS_REGISTRY") + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    }
}
