package io.msagent.orchestrator.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnwellTest {
    @TempDir
    private Path folder;

    @Test
    void whoCannotActSaysSoAndCanBeStopped() throws Exception {
        try (Served served = new Served(folder, "alpha")) {
            assertThat(served.get("/ms/v1/status").statusCode()).isEqualTo(200);

            served.well = false;

            assertThat(served.get("/ms/v1/status").statusCode()).isEqualTo(503);
            assertThat(served.get("/ms/v1/status").body()).contains("hangs");
            assertThat(served.get("/").statusCode())
                    .as("what its peers look at")
                    .isEqualTo(503);
            served.post("/ms/v1/stop", "");
            assertThat(served.stops).hasSize(1);
        }
    }
}
