package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.core.client.TestProvider.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallStatsTest extends CallerFixture {
    @Test
    void writesATableByMethod(@TempDir Path folder) throws Exception {
        provider("a").script(Fault.OVERLOADED);
        TestCallee callee = new TestCallee();
        for (int i = 0; i < 10; i++) {
            call(callee, i);
        }
        Path file = folder.resolve("deep/stats.json");
        stats.writeJson(file);
        stats.writeJson(file);
        JsonNode methods = TestCodec.JSON.readTree(file.toFile()).get("methods");
        assertThat(methods).hasSize(1);
        JsonNode row = methods.get(0);
        assertThat(row.get("service").asText()).isEqualTo("adding");
        assertThat(row.get("method").asText()).isEqualTo("com.acme.Adder#add(int,java.lang.String[])");
        assertThat(row.get("calls").asLong()).isEqualTo(10);
        assertThat(row.get("remote").asLong()).isEqualTo(10);
        assertThat(row.get("local").asLong()).isZero();
        assertThat(row.get("failed").asLong()).isZero();
        assertThat(row.get("threw").asLong()).isZero();
        assertThat(row.get("retries").asLong()).isEqualTo(1);
        assertThat(row.get("p50Micros").asLong()).isPositive();
        assertThat(row.get("p99Micros").asLong())
                .isBetween(row.get("p50Micros").asLong(), row.get("maxMicros").asLong());
        assertThat(row.get("instances").get(0).asText()).isEqualTo("a");
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }
}
