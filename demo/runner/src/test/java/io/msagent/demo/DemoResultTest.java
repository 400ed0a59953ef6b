package io.msagent.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoResultTest {
    @TempDir
    Path folder;

    private static MethodStats method(long calls, long remote, long local, long failed) {
        return new MethodStats("s", "A#m()", calls, remote, local, failed, 1, 0, 950, 12_500, 99_000, List.of("s-1"));
    }

    private static DemoResult result(int asked, MethodStats... methods) {
        return new DemoResult(asked, null, List.of(methods), 2, 0);
    }

    @Test
    void passesOnlyIfAllCallsWereRemoteAndNobodyCanTell() {
        assertThat(result(5, method(3, 3, 0, 0), method(2, 2, 0, 0)).passed()).isTrue();
        assertThat(result(6, method(5, 5, 0, 0)).passed())
                .as("a call is missing")
                .isFalse();
        assertThat(result(5, method(5, 4, 1, 0)).passed()).as("one ran locally").isFalse();
        assertThat(result(5, method(5, 5, 0, 1)).passed()).as("one failed").isFalse();
        DemoResult noProvider = new DemoResult(1, null, List.of(method(1, 1, 0, 0)), 0, 0);
        assertThat(noProvider.passed()).isFalse();
        DemoResult different = new DemoResult(1, "line 1", List.of(method(1, 1, 0, 0)), 1, 0);
        assertThat(different.passed()).isFalse();
    }

    @Test
    void endsWithOneLine() {
        assertThat(result(7, method(3, 3, 0, 0), method(4, 2, 1, 1)).line())
                .isEqualTo("demo: 7 calls, 6 ok, 1 failed, 5 remote, 1 local, 2 providers");
    }

    @Test
    void theTableHasALineForEachMethodAndAlignsItsColumns() {
        List<String> lines = ResultText.table(result(5, method(5, 5, 0, 0), method(1_000, 5, 0, 0)))
                .lines()
                .toList();
        assertThat(lines).hasSize(3);
        assertThat(lines).extracting(String::length).containsOnly(lines.get(0).length());
        assertThat(lines.get(0).split(" +"))
                .containsExactly("method", "calls", "remote", "local", "failed", "p50", "p99", "instances");
        assertThat(lines.get(1).split(" {2,}")).containsExactly("A#m()", "5", "5", "0", "0", "950 us", "12 ms", "1");
    }

    @Test
    void theJsonSaysTheSame() throws IOException {
        JsonNode json = new ObjectMapper().readTree(ResultText.json(result(5, method(5, 5, 0, 0))));
        assertThat(json.get("passed").asBoolean()).isTrue();
        assertThat(json.get("remote").asInt()).isEqualTo(5);
        assertThat(json.get("methods").get(0).get("method").asText()).isEqualTo("A#m()");
    }

    @Test
    void statsAreReadFromWhatTheAgentWrote() throws Exception {
        Path file = Files.writeString(folder.resolve("stats.json"), """
                {"methods":[{"service":"s","method":"A#m()","calls":5,"remote":5,"local":0,"failed":0,"threw":1,
                "retries":0,"p50Micros":950,"p99Micros":12500,"maxMicros":99000,"instances":["s-1"],"new":true}]}""");
        assertThat(MethodStats.read(file)).containsExactly(method(5, 5, 0, 0));
        assertThatThrownBy(() -> MethodStats.read(folder.resolve("none")))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("was not written");
    }

    @Test
    void outputsAreComparedByteForByte() throws IOException {
        Path one = Files.writeString(folder.resolve("one"), "a\nb\nc\n");
        Path same = Files.writeString(folder.resolve("same"), "a\nb\nc\n");
        Path other = Files.writeString(folder.resolve("other"), "a\nB\nc\n");
        Path shorter = Files.writeString(folder.resolve("shorter"), "a\n");
        assertThat(Outputs.difference(one, same)).isNull();
        assertThat(Outputs.difference(one, other)).isEqualTo("line 2\n    plain: b\n    agent: B");
        assertThat(Outputs.difference(one, shorter)).isEqualTo("line 2\n    plain: b\n    agent: (nothing)");
    }

    @Test
    void deadInstancesAreNoProviders() throws IOException {
        assertThat(StatusClient.pids(new ObjectMapper().readTree("""
                {"services":[{"name":"a"}],"instances":[{"pid":7,"state":"serving"},{"pid":7,"state":"serving"},
                {"pid":8,"state":"dead"},{"pid":0,"state":"starting"}]}"""))).containsExactly(7L);
    }
}
