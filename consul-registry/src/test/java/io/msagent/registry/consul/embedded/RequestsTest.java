package io.msagent.registry.consul.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.registry.consul.Http;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes right and wrong, as seen by curl; SameAnswersTest compares all of it with a real Consul. */
class RequestsTest extends ServerTest {

    @Test
    void aServiceIsShownEverywhere() {
        http.put(
                "/v1/agent/service/register",
                "{\"ID\": \"w1\", \"Name\": \"web\", \"Address\": \"127.0.0.2\", \"Port\": 80, \"Tags\": [\"a\"],"
                        + " \"Meta\": {\"k\": \"v\"}, \"Check\": {\"TTL\": \"60s\"}}");

        JsonNode health = http.json("/v1/health/service/web").get(0);
        assertThat(health.at("/Node/Node").asText()).isEqualTo("ms-agent");
        assertThat(health.at("/Service/ID").asText()).isEqualTo("w1");
        assertThat(health.at("/Service/Address").asText()).isEqualTo("127.0.0.2");
        assertThat(health.at("/Service/Meta/k").asText()).isEqualTo("v");
        assertThat(health.at("/Checks/0/CheckID").asText()).isEqualTo("serfHealth");
        assertThat(health.at("/Checks/1/CheckID").asText()).isEqualTo("service:w1");
        assertThat(health.at("/Checks/1/Status").asText()).isEqualTo("critical");
        assertThat(http.json("/v1/catalog/service/web").at("/0/ServicePort").asInt())
                .isEqualTo(80);
        assertThat(http.json("/v1/catalog/services").at("/web/0").asText()).isEqualTo("a");
        assertThat(http.json("/v1/agent/services").at("/w1/Service").asText()).isEqualTo("web");
        assertThat(http.json("/v1/agent/service/w1").at("/Port").asInt()).isEqualTo(80);
        assertThat(http.json("/v1/agent/checks").at("/service:w1/ServiceName").asText())
                .isEqualTo("web");
        assertThat(http.json("/v1/health/checks/web")).hasSize(1);
        assertThat(http.json("/v1/health/state/critical")).hasSize(1);
        assertThat(http.json("/v1/health/node/ms-agent")).hasSize(2);
        assertThat(http.json("/v1/health/service/web?passing")).isEmpty();
        assertThat(http.json("/v1/health/service/web?tag=A")).hasSize(1);
        assertThat(http.json("/v1/agent/self").at("/Config/NodeName").asText()).isEqualTo("ms-agent");
        assertThat(http.json("/v1/catalog/nodes").at("/0/Datacenter").asText()).isEqualTo("dc1");
        assertThat(http.json("/v1/catalog/datacenters").at("/0").asText()).isEqualTo("dc1");
    }

    @Test
    void answersCarryConsulsHeaders() {
        HttpResponse<String> response = http.get("/v1/health/service/web");

        assertThat(response.headers().map())
                .extractingByKeys("content-type", "x-consul-knownleader", "x-consul-lastcontact")
                .containsExactly(
                        java.util.List.of("application/json"), java.util.List.of("true"), java.util.List.of("0"));
        assertThat(Http.index(response)).isPositive();
    }

    @Test
    void writesPrettilyOnlyIfAsked() {
        assertThat(http.get("/v1/catalog/datacenters").body()).isEqualTo("[\"dc1\"]");
        assertThat(http.get("/v1/catalog/datacenters?pretty").body()).isEqualTo("[\n    \"dc1\"\n]\n");
        assertThat(http.get("/v1/health/service/none?pretty").body()).isEqualTo("[]\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"x\"",
                "{} {}",
                "{\"Name\": 1}",
                "{\"Name\": \"x\", \"Port\": \"80\"}",
                "{\"Name\": \"x\", \"Port\": 99999999999}",
                "{\"Name\": \"x\", \"Tags\": [1]}",
                "{\"Name\": \"x\", \"Meta\": {\"a\": {}}}",
                "{\"Name\": \"x\", \"Check\": []}",
                "{\"Name\": \"x\", \"Check\": {\"TTL\": \"-1s\"}}",
                "{\"Name\": \"x\", \"Check\": {\"TTL\": \"99999999h\"}}",
                "{\"Name\": \"x\", \"Check\": {\"HTTP\": \"http://127.0.0.1\", \"Interval\": \"1s\"}}",
                "{\"Name\": \"x\", \"Connect\": {}}",
                "{\"Name\": \"x\", \"Unknown\": 1}",
                "\u0000\u0001"
            })
    void refusesBodiesThatAreNotWhatTheyShouldBe(String body) {
        HttpResponse<String> response = http.put("/v1/agent/service/register", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isNotBlank();
        assertThat(http.json("/v1/agent/services")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void refusesBombs(String body) {
        assertThat(http.put("/v1/agent/service/register", body).statusCode()).isEqualTo(400);
        assertThat(http.get("/v1/agent/self").statusCode()).isEqualTo(200);
    }

    static Stream<String> bombs() {
        String tags = "\"t\",".repeat(1000) + "\"t\"";
        String checks = "{\"TTL\": \"1s\"},".repeat(100) + "{\"TTL\": \"1s\"}";
        return Stream.of(
                "[".repeat(100_000),
                "{\"Name\":".repeat(50_000),
                "{\"Name\": \"" + "x".repeat(100_000) + "\"}",
                "{\"Name\": \"x\", \"Tags\": [" + tags + "]}",
                "{\"Name\": \"x\", \"Checks\": [" + checks + "]}");
    }

    @Test
    void takesBodiesUpToTheLimit() {
        assertThat(http.put("/v1/kv/k", "x".repeat(Limits.BODY_BYTES)).statusCode())
                .isEqualTo(200);

        HttpResponse<String> larger = http.put("/v1/kv/k", "x".repeat(Limits.BODY_BYTES + 1));
        assertThat(larger.statusCode()).isEqualTo(413);
        assertThat(larger.body()).contains("524289").contains("524288");
        byte[] large = new byte[Limits.BODY_BYTES + 1];
        HttpResponse<String> chunked = http.send(http.request("/v1/kv/k")
                .PUT(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)))
                .build());
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(http.get("/v1/kv/k?raw").body()).hasSize(Limits.BODY_BYTES);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/agent/service/register, 'OPTIONS,PUT'",
        "POST, /v1/kv/a, 'OPTIONS,GET,PUT,DELETE'",
        "PUT, /v1/health/service/a, 'OPTIONS,GET'",
        "DELETE, /v1/status/leader, 'OPTIONS,GET'"
    })
    void namesTheMethodsThatItKnows(String method, String path, String allowed) {
        HttpResponse<String> response = http.send(method, path, "");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue(allowed);
        assertThat(response.body()).isEqualTo("method " + method + " not allowed");
        assertThat(http.send("OPTIONS", path, "").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/health/service/x?filter=a", "/v1/catalog/nodes?near=_agent", "/v1/kv/a?ns=b"})
    void refusesWhatItDoesNotKnowInsteadOfIgnoringIt(String path) {
        assertThat(http.get(path).statusCode()).isEqualTo(400);
        assertThat(http.get(path).body()).contains("not known to the embedded registry");
    }

    @Test
    void aKeyKeepsItsFlagsAndItsLock() {
        String session = Http.json(http.put("/v1/session/create", "")).get("ID").asText();
        assertThat(http.put("/v1/kv/k?flags=42&acquire=" + session, "v").body()).isEqualTo("true");

        JsonNode key = http.json("/v1/kv/k").get(0);
        assertThat(key.get("Flags").asLong()).isEqualTo(42);
        assertThat(key.get("Value").asText()).isEqualTo("dg==");
        assertThat(key.get("LockIndex").asInt()).isEqualTo(1);
        assertThat(key.get("Session").asText()).isEqualTo(session);
        assertThat(http.json("/v1/session/info/" + session).at("/0/LockDelay").asLong())
                .isEqualTo(15_000_000_000L);
        assertThat(http.json("/v1/session/list")).hasSize(1);
        assertThat(http.put("/v1/session/destroy/" + session, "").body()).isEqualTo("true");
        assertThat(http.json("/v1/kv/k").get(0).has("Session")).isFalse();
    }
}
