package io.msagent.registry.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.registry.RegistryServerFactory.Running;
import io.msagent.registry.consul.embedded.EmbeddedRegistryFactory;
import io.msagent.registry.consul.real.ConsulNode;
import io.msagent.registry.consul.real.RealConsul;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Asks a real Consul and the embedded server the same, and compares status, headers and bodies. */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(RealConsul.class)
class SameAnswersTest {
    private static final String TOKEN = "a-token-of-this-test";
    private static final String NO_SESSION = "11111111-1111-1111-1111-111111111111";

    private ConsulNode consul;
    private Running server;
    private Http real;
    private Http embedded;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        consul = ConsulNode.dev(folder.resolve("consul"));
        server = new EmbeddedRegistryFactory()
                .start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), TOKEN, folder.resolve("embedded"));
        real = new Http(consul.address(), null);
        embedded = new Http(server.address(), TOKEN);
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
            consul.close();
        }
    }

    @Test
    void aboutServices() {
        String full = """
                {"ID": "w1", "Name": "web", "Address": "127.0.0.1", "Port": 80, "Tags": ["a", "b"],
                 "Meta": {"k": "ü", "e": ""}, "Weights": {"Passing": 10, "Warning": 2}, "EnableTagOverride": true,
                 "Check": {"TTL": "60s", "DeregisterCriticalServiceAfter": "90m", "Status": "critical"}}""";
        same("PUT", "/v1/agent/service/register", full);
        same("PUT", "/v1/agent/service/register", "{\"name\": \"bare\"}");
        same(
                "PUT",
                "/v1/agent/service/register?replace-existing-checks=true",
                "{\"Name\": \"two\", \"Checks\": [{\"TTL\": \"60s\", \"Status\": \"passing\"},"
                        + " {\"CheckID\": \"own\", \"Name\": \"Own\", \"Notes\": \"n\", \"TTL\": \"61s\"}]}");
        looks();
        same("PUT", "/v1/agent/check/pass/service:w1?note=all%20is+well", "");
        same("PUT", "/v1/agent/check/warn/own?note=hm", "");
        looks();
        same("PUT", "/v1/agent/check/update/service:w1", "{\"Status\": \"critical\", \"Output\": \"dead\"}");
        same("PUT", "/v1/agent/check/pass/own", "");
        same("PUT", "/v1/agent/service/maintenance/bare?enable=true&reason=to+rest", "");
        same("PUT", "/v1/agent/service/maintenance/two?enable=true", "");
        looks();
        same("PUT", "/v1/agent/service/maintenance/bare?enable=false", "");
        same("PUT", "/v1/agent/check/pass/service:w1", "");
        same("PUT", "/v1/agent/service/register", full.replace("\"b\"", "\"c\""));
        looks();
        same("PUT", "/v1/agent/service/deregister/two", "");
        looks();
        same("GET", "/v1/agent/service/bare", "");
    }

    private void looks() {
        for (String path : List.of(
                "/v1/health/service/web",
                "/v1/health/service/web?passing",
                "/v1/health/service/web?passing=false&tag=a",
                "/v1/health/service/web?tag=A&tag=nope",
                "/v1/health/service/bare",
                "/v1/health/service/two?passing=true",
                "/v1/health/checks/web",
                "/v1/health/checks/two",
                "/v1/health/state/any",
                "/v1/health/state/critical",
                "/v1/health/state/nonsense",
                "/v1/health/node/nobody",
                "/v1/catalog/services",
                "/v1/catalog/service/web",
                "/v1/catalog/service/web?tag=b",
                "/v1/catalog/service/nobody",
                "/v1/catalog/nodes",
                "/v1/catalog/datacenters",
                "/v1/agent/services",
                "/v1/agent/checks",
                "/v1/agent/service/w1",
                "/v1/agent/service/nobody")) {
            same("GET", path, "");
        }
    }

    @Test
    void aboutKeys() {
        same("GET", "/v1/kv/k", "");
        same("PUT", "/v1/kv/k", "hello");
        same("PUT", "/v1/kv/k/a%2Fb?flags=18446744073709551615", "deep");
        same("PUT", "/v1/kv/k/%C3%BC%20x", "");
        same("PUT", "/v1/kv/k?cas=0", "no");
        same("PUT", "/v1/kv/new?cas=0", "yes");
        same("PUT", "/v1/kv/k?cas=1", "no");
        same("DELETE", "/v1/kv/k?cas=1", "");
        same("DELETE", "/v1/kv/k?cas=0", "");
        for (String path : List.of(
                "/v1/kv/k",
                "/v1/kv/k?raw",
                "/v1/kv/k/a/b",
                "/v1/kv/k?recurse",
                "/v1/kv/k/?recurse=true",
                "/v1/kv/?recurse",
                "/v1/kv/none?recurse",
                "/v1/kv/k?keys",
                "/v1/kv/k/?keys&separator=/",
                "/v1/kv/?keys&separator=/",
                "/v1/kv/none?keys",
                "/v1/kv/")) {
            same("GET", path, "");
        }
        same("DELETE", "/v1/kv/none", "");
        same("DELETE", "/v1/kv/k/?recurse", "");
        same("GET", "/v1/kv/k?keys", "");
        same("DELETE", "/v1/kv/", "");
        same("DELETE", "/v1/kv/k?recurse&cas=3", "");
        same("PUT", "/v1/kv/", "x");
        same("PUT", "/v1/kv/k?cas=x", "x");
        same("PUT", "/v1/kv/k?flags=-1", "x");
        same("PUT", "/v1/kv/k?cas=1&acquire=" + NO_SESSION, "x");
        same("PUT", "/v1/kv/k?acquire=" + NO_SESSION, "x");
        same("PUT", "/v1/kv/k?acquire=short", "x");
        same("PUT", "/v1/kv/k?release=" + NO_SESSION, "x");
        same("POST", "/v1/kv/k", "x");
        same("OPTIONS", "/v1/kv/k", "");
    }

    @Test
    void aboutTransactions() {
        String held = "{\"KV\": {\"Verb\": \"check-session\", \"Key\": \"txn/lock\", \"Session\": \"%s\"}}";
        String set = "{\"KV\": {\"Verb\": \"set\", \"Key\": \"txn/a\", \"Value\": \"aGk=\"}}";
        for (String body : List.of(
                "[" + set + "]",
                "[" + set.replace("aGk=", "aG8=") + ", {\"KV\": {\"Verb\": \"delete\", \"Key\": \"txn/a\"}}]",
                "[" + set.replace("\"set\"", "\"cas\"") + "]",
                "[" + set.replace("set", "cas") + "]",
                "[" + set + ", " + set.replace("\"set\"", "\"cas\", \"Index\": 1") + "]",
                "[{\"KV\": {\"Verb\": \"delete-cas\", \"Key\": \"txn/a\", \"Index\": 1}},"
                        + " {\"KV\": {\"Verb\": \"cas\", \"Key\": \"txn/none\", \"Index\": 1}}]",
                "[{\"KV\": {\"Verb\": \"delete-cas\", \"Key\": \"txn/none\", \"Index\": 1}}]",
                "[" + set.replace("\"set\"", "\"set\", \"Flags\": 5") + ", " + set + "]",
                "[" + held.formatted(NO_SESSION) + "]",
                "[" + set.replace("txn/a", "txn/lock") + ", " + held.formatted(NO_SESSION) + "]",
                "[" + set.replace("\"set\"", "\"lock\"") + "]",
                "[" + set.replace("\"set\"", "\"unlock\"") + "]",
                "[" + set.replace("\"set\"", "\"lock\", \"Session\": \"" + NO_SESSION + "\"") + "]",
                "[" + set.replace("\"set\"", "\"unlock\", \"Session\": \"" + NO_SESSION + "\"") + "]",
                "[" + set.replace("set", "nonsense") + "]",
                "[" + set.replace("txn/a", "") + "]",
                "[" + "{},".repeat(64) + "{}]",
                "[]",
                "[{}]",
                "null")) {
            same("PUT", "/v1/txn", body);
        }
        same("GET", "/v1/kv/txn/?recurse", "");
        same("GET", "/v1/txn", "");
        same("OPTIONS", "/v1/txn", "");
        for (Http http : List.of(real, embedded)) {
            String session = open(http);
            http.put("/v1/kv/txn/lock?acquire=" + session, "mine");
            assertThat(http.put("/v1/txn", "[" + held.formatted(session) + ", " + set + "]")
                            .statusCode())
                    .isEqualTo(200);
        }
        same("GET", "/v1/kv/txn/?recurse", "");
    }

    @Test
    void aboutLocksInTransactions() {
        String one = "{\"KV\": {\"Verb\": \"%s\", \"Key\": \"locks/a\", \"Value\": \"%s\", \"Session\": \"%s\"}}";
        List<String> owners = List.of(open(real), open(embedded));
        List<String> others = List.of(open(real), open(embedded));
        record Step(String verb, String value, List<String> sessions) {}
        for (Step step : List.of(
                new Step("lock", "aGk=", owners),
                new Step("lock", "aG8=", owners), // again
                new Step("lock", "aHU=", others),
                new Step("unlock", "aHU=", others),
                new Step("unlock", "aHU=", owners),
                new Step("unlock", "aHU=", owners),
                new Step("lock", "aHU=", others))) {
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                String body = "[" + one.formatted(step.verb, step.value, step.sessions.get(i)) + "]";
                statuses.add((i == 0 ? real : embedded).put("/v1/txn", body).statusCode());
            }
            assertThat(statuses.get(0)).as("%s", step).isEqualTo(statuses.get(1));
            same("GET", "/v1/kv/locks/a", "");
        }
    }

    @Test
    void aboutSessions() {
        String atReal = open(real);
        String atEmbedded = open(embedded);
        sameOf("PUT", "/v1/kv/lock?acquire=%s&flags=3", "mine", atReal, atEmbedded);
        sameOf("PUT", "/v1/kv/lock?acquire=%s", "mine again", atReal, atEmbedded);
        same("PUT", "/v1/kv/lock", "anybody may write");
        same("GET", "/v1/kv/lock", "");
        sameOf("GET", "/v1/session/info/%s", "", atReal, atEmbedded);
        sameOf("PUT", "/v1/session/renew/%s", "", atReal, atEmbedded);
        same("GET", "/v1/session/list", "");
        sameOf("PUT", "/v1/kv/lock?release=%s", "given back", atReal, atEmbedded);
        sameOf("PUT", "/v1/kv/lock?release=%s", "again", atReal, atEmbedded);
        same("GET", "/v1/kv/lock", "");
        sameOf("PUT", "/v1/kv/lock?acquire=%s", "mine", atReal, atEmbedded);
        sameOf("PUT", "/v1/session/destroy/%s", "", atReal, atEmbedded);
        sameOf("PUT", "/v1/session/destroy/%s", "", atReal, atEmbedded);
        same("GET", "/v1/kv/lock", "");
        same("GET", "/v1/session/info/" + NO_SESSION, "");
        same("PUT", "/v1/session/renew/" + NO_SESSION, "");
        for (String path : List.of("renew/short", "renew/", "destroy/")) {
            same("PUT", "/v1/session/" + path, "");
        }
        same("GET", "/v1/session/info/", "");
        for (String body : List.of(
                "{\"TTL\": \"1s\"}",
                "{\"TTL\": \"25h\"}",
                "{\"TTL\": \"x\"}",
                "{\"Behavior\": \"x\"}",
                "{\"Node\": \"x\"}",
                "{")) {
            same("PUT", "/v1/session/create", body);
        }
    }

    private static String open(Http http) {
        HttpResponse<String> response = http.put(
                "/v1/session/create",
                "{\"Name\": \"s\", \"TTL\": \"600s\", \"LockDelay\": 20, \"Behavior\": \"delete\"}");
        return Http.json(response).get("ID").asText();
    }

    @Test
    void aboutWhatIsWrong() {
        String value = "x".repeat(513);
        for (String body : List.of(
                "",
                "{",
                "{\"ID\": \"x\"}",
                "{\"Name\": \"x\", \"Bogus\": 1}",
                "{\"Name\": \"x\", \"Check\": {\"TTL\": \"abc\"}}",
                "{\"Name\": \"x\", \"Check\": {\"TTL\": \"3s\", \"Status\": \"abc\"}}",
                "{\"Name\": \"x\", \"Meta\": {\"a b\": \"c\"}}",
                "{\"Name\": \"x\", \"Meta\": {\"a\": \"" + value + "\"}}",
                "{\"Name\": \"x\", \"Meta\": {\"\": \"c\"}}")) {
            same("PUT", "/v1/agent/service/register", body);
        }
        for (String path : List.of(
                "/v1/agent/check/pass/nobody",
                "/v1/agent/check/warn/",
                "/v1/agent/service/deregister/nobody",
                "/v1/agent/service/deregister/",
                "/v1/agent/service/maintenance/nobody?enable=true",
                "/v1/agent/service/maintenance/nobody?enable=what",
                "/v1/agent/service/maintenance/nobody",
                "/v1/agent/service/maintenance/?enable=true",
                "/v1/health/service/x")) {
            same("PUT", path, "");
        }
        same("PUT", "/v1/agent/check/update/x", "{\"Status\": \"bad\"}");
        same("PUT", "/v1/agent/check/update/x", "{\"Status\": \"passing\"}");
        for (String path : List.of(
                "/v1/health/service/",
                "/v1/health/state/",
                "/v1/health/service/x?index=x",
                "/v1/health/service/x?wait=20",
                "/v1/health/service/x?passing=x",
                "/v1/catalog/service/",
                "/v1/agent/service/register",
                "/v1/nonsense",
                "/nonsense")) {
            same("GET", path, "");
        }
    }

    private void same(String method, String path, String body) {
        sameOf(method, path, body, "", "");
    }

    /** @param path {@code %s} in it stands for an id that is another one on each side */
    private void sameOf(String method, String path, String body, String atReal, String atEmbedded) {
        String realPath = path.replace("%s", atReal);
        String embeddedPath = path.replace("%s", atEmbedded);
        String request = method + " " + path + " " + body;
        if (method.equals("GET")) {
            // Consul's catalogue follows its agent a moment later
            await().pollDelay(Duration.ZERO)
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(seen(embedded.send(method, embeddedPath, body)))
                            .as(request)
                            .isEqualTo(seen(real.send(method, realPath, body))));
        } else {
            assertThat(seen(embedded.send(method, embeddedPath, body)))
                    .as(request)
                    .isEqualTo(seen(real.send(method, realPath, body)));
        }
    }

    private static String seen(HttpResponse<String> response) {
        return Normalised.of(Answer.of(response));
    }
}
