package io.msagent.orchestrator.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked for wrongly, and what is said of it. */
class WrongInputTest {
    @TempDir
    static Path folder;

    private static Served served;

    @BeforeAll
    static void start() throws Exception {
        served = new Served(folder, Desk.HOST);
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @AfterEach
    void nothingWasWished() {
        assertThat(served.desk.wishes).isEmpty();
        assertThat(served.stops).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ms/v1/services/pricing/scale | {       | 400 | body: no JSON",
                "/ms/v1/services/pricing/scale | nothing | 400 | body: no JSON",
                "/ms/v1/services/pricing/scale | []      | 422 | expected: count, or auto",
                "/ms/v1/services/pricing/scale | {}      | 422 | body: nothing (expected: count, or auto",
                "/ms/v1/services/pricing/scale | {\"count\":1,\"min\":1} | 422 | several ways",
                "/ms/v1/services/pricing/scale | {\"count\":1,\"count\":2} | 400 | Duplicate field",
                "/ms/v1/services/pricing/scale | {\"count\":65} | 422 | count: 65 (expected: a whole number from 0 to 64)",
                "/ms/v1/services/pricing/scale | {\"count\":-1} | 422 | count: -1 (expected: a whole number from 0 to 64)",
                "/ms/v1/services/pricing/scale | {\"count\":1.5} | 422 | count: ",
                "/ms/v1/services/pricing/scale | {\"count\":\"x\"} | 422 | count: ",
                "/ms/v1/services/pricing/scale | {\"cnt\":1} | 422 | cnt: Unrecognized",
                "/ms/v1/services/pricing/scale | {\"min\":5} | 422 | min: 5 to 4 (expected: min not above max)",
                "/ms/v1/services/pricing/scale | {\"max\":0} | 422 | max: 1 to 0 (expected: min not above max)",
                "/ms/v1/services/pricing/scale | {\"idle\":\"10m\"} | 422 | idle: 10m (expected: never, or an ISO 8601",
                "/ms/v1/services/pricing/scale | {\"idle\":\"PT0S\"} | 422 | idle: PT0S (expected: PT1S to PT8760H",
                "/ms/v1/services/pricing/scale | {\"idle\":\"PT10000000000000H\"} | 422 | (expected: PT1S to PT8760H",
                "/ms/v1/services/pricing/scale | {\"min\":1,\"max\":65} | 422 | max: 65 (",
                "/ms/v1/services/pricing/scale | {\"auto\":false} | 422 | auto: false",
                "/ms/v1/services/pricing/restart | {\"now\":1} | 422 | now: Unrecognized",
                "/ms/v1/instances/pricing-abc123/quarantine | {\"reason\":\"a\\nb\"} | 422 | reason: 3 characters",
                "/ms/v1/instances/shop-1/retire | {} | 422 | shop-1: started by hand",
                "/ms/v1/hosts/here/drain | {} | 422 | draining",
                "/ms/v1/stop?providers=kill | {} | 400 | providers: kill (expected: stop, leave or default)",
                "/ms/v1/stop?provider=stop | {} | 400 | query: provider (expected: providers)",
                "/ms/v1/locate | {\"service\":\"x\"} | 422 | digest",
                "/ms/v1/locate | {\"service\":\"x\",\"digest\":\"\"} | 404 | no instance serves",
            })
    void wishes(String path, String body, int status, String detail) throws Exception {
        assertProblem(served.post(path, body), status, detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ms/v1/services/prcing | 404 | service: prcing (expected: one of those that status shows, as pricing)",
                "/ms/v1/instances/x | 404 | instance: x",
                "/ms/v1/instances?service=x | 404 | service: x",
                "/ms/v1/instances?servce=x | 400 | query: servce (expected: service)",
                "/ms/v1/status?x | 400 | query: x (expected: no query)",
                "/ms/v1/events?limit=0 | 400 | limit: 0 (expected: a whole number from 1 to 1000)",
                "/ms/v1/events?limit=1001 | 400 | limit: 1001",
                "/ms/v1/events?limit=many | 400 | limit: many",
                "/ms/v1/logs/pricing?lines=0 | 400 | lines: 0",
                "/ms/v1/logs/pricing?lines=10001 | 400 | lines: 10001",
                "/ms/v1/logs/pricing?follow=yes | 400 | follow: yes (expected: true or false)",
                "/ms/v1/logs/..%2F..%2Ftoken | 404 | no output",
                "/ms/v1/services/%2e%2e | 404 | service: ..",
            })
    void views(String path, int status, String detail) throws Exception {
        assertProblem(served.send(served.bare(path).header("Authorization", Served.VIEW)), status, detail);
    }

    @Test
    void aRegistryThatIsAwayIsSaid() throws Exception {
        served.desk.away = true;
        try {
            assertProblem(served.post("/ms/v1/services/pricing/restart", "{}"), 503, "registry: cannot be reached");
        } finally {
            served.desk.away = false;
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String detail) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(Served.json(answer).path("detail").asText()).contains(detail);
    }
}
