package io.msagent.orchestrator.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.msagent.orchestrator.store.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/openapi.json} says what there is, and the answers are as it says. */
class OpenApiTest {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @TempDir
    static Path folder;

    private static Served served;
    private static JsonNode document;

    @BeforeAll
    static void start() throws Exception {
        served = new Served(folder, Desk.HOST);
        document = Json.MAPPER.readTree(Files.readAllBytes(Path.of("../docs/openapi.json")));
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void itIsServed() throws Exception {
        assertThat(Served.json(served.get("/ms/v1/openapi.json"))).isEqualTo(document);
        assertThat(document.path("openapi").asText()).startsWith("3.1.");
    }

    @Test
    void itNamesEveryRouteAndNoOther() {
        Set<String> told = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> told.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        Set<String> there = new TreeSet<>();
        served.server.routes().forEach(route -> there.add(route.method() + " " + route.template()));
        assertThat(told).isEqualTo(there);
    }

    @Test
    void parametersAndCredentialsAreThoseOfTheRoutes() {
        for (Route route : served.server.routes()) {
            JsonNode operation = operation(route);
            Set<String> query = new TreeSet<>();
            Set<String> path = new TreeSet<>();
            for (JsonNode parameter : operation.path("parameters")) {
                switch (parameter.path("in").asText()) {
                    case "query" -> query.add(parameter.path("name").asText());
                    case "path" -> path.add(parameter.path("name").asText());
                    default -> assertThat(parameter.path("in").asText()).isEqualTo("header");
                }
            }
            assertThat(query).as(route.template()).isEqualTo(new TreeSet<>(route.query()));
            assertThat(path)
                    .as(route.template())
                    .isEqualTo(route.match(route.template()).orElseThrow().keySet());
            boolean looks = route.method().toString().equals("GET");
            assertThat(operation.path("security")).as(route.template()).hasSize(looks ? 2 : 1);
            assertThat(operation.path("security").path(0).has("token")).isTrue();
            assertThat(operation.path("requestBody").isMissingNode()).isEqualTo(looks);
        }
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryOperationHasItsName() {
        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(document.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
        assertThat(document.findValuesAsText("operationId"))
                .hasSize(served.server.routes().size())
                .doesNotHaveDuplicates();
    }

    @Test
    void answersAreAsItSays() throws Exception {
        served.desk.happened("e-1", "quarantined");
        for (Route route : served.server.routes()) {
            JsonNode schema = operation(route).at("/responses/200/content/application~1json/schema");
            if (route.method().toString().equals("GET") && !schema.isMissingNode()) {
                HttpResponse<String> answer = served.get(path(route));
                assertThat(answer.statusCode()).as(route.template()).isEqualTo(200);
                assertFits(schema, Served.json(answer));
            }
        }
    }

    @Test
    void wishesAndTheirAnswersAreAsItSays() throws Exception {
        wish("/ms/v1/services/{service}/scale", "{\"count\":3}");
        wish("/ms/v1/services/{service}/scale", "{\"auto\":true}");
        wish("/ms/v1/services/{service}/scale", "{\"min\":1,\"idle\":\"PT5M\"}");
        wish("/ms/v1/services/{service}/restart", "{}");
        wish("/ms/v1/instances/{instance}/quarantine", "{\"reason\":\"looks odd\"}");
        wish("/ms/v1/instances/{instance}/release", "{}");
        wish("/ms/v1/instances/{instance}/quiesce", "{}");
        wish("/ms/v1/instances/{instance}/retire", "{}");
        wish("/ms/v1/hosts/{host}/drain", "{\"draining\":true}");
    }

    @Test
    void problemsAreAsItSays() throws Exception {
        for (String path : new String[] {"/ms/v1/nothing", "/ms/v1/services/prcing", "/ms/v1/events?limit=0"}) {
            HttpResponse<String> answer = served.get(path);
            assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
            JsonNode problem = Served.json(answer);
            assertFits(reference("Problem"), problem);
            assertThat(problem.path("status").asInt()).isEqualTo(answer.statusCode());
            assertThat(problem.path("instance").asText()).isEqualTo(path.replaceFirst("\\?.*", ""));
        }
    }

    private static void wish(String template, String body) throws Exception {
        Route route = served.server.routes().stream()
                .filter(r -> r.template().equals(template))
                .findFirst()
                .orElseThrow();
        JsonNode operation = operation(route);
        assertFits(operation.at("/requestBody/content/application~1json/schema"), Json.MAPPER.readTree(body));
        HttpResponse<String> answer = served.post(path(route), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertFits(operation.at("/responses/202/content/application~1json/schema"), Served.json(answer));
    }

    private static JsonNode operation(Route route) {
        return document.path("paths")
                .path(route.template())
                .path(route.method().toString().toLowerCase(java.util.Locale.ROOT));
    }

    private static String path(Route route) {
        return route.template()
                .replace("{service}", Desk.SERVICE)
                .replace("{instance}", Desk.INSTANCE)
                .replace("{host}", Desk.HOST);
    }

    private static JsonNode reference(String name) {
        return Json.MAPPER.createObjectNode().put("$ref", "#/components/schemas/" + name);
    }

    private static void assertFits(JsonNode schema, JsonNode value) throws IOException {
        ObjectNode whole = Json.MAPPER.createObjectNode();
        whole.setAll((ObjectNode) schema);
        whole.set("components", document.path("components"));
        Schema compiled = SCHEMAS.getSchema(whole);
        assertThat(compiled.validate(value)).as(value.toString()).isEmpty();
    }
}
