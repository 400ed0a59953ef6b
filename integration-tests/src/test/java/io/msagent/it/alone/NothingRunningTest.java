package io.msagent.it.alone;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NothingRunningTest {
    @TempDir
    Path folder;

    private Program demo() throws IOException {
        try (ServerSocket closed = new ServerSocket(0)) {
            return Program.jar(Paths.DEMO, "--calls", "100")
                    .environment("MS_REGISTRY", "http://127.0.0.1:" + closed.getLocalPort())
                    .environment("MS_TOKEN_FILE", folder.resolve("token").toString());
        }
    }

    @Test
    void behavesAsPlainJavaWithOneWarning() throws IOException {
        Program.Result plain = demo().run();
        Program.Result alone = demo().agent().run();

        assertThat(plain.err()).isEmpty();
        assertThat(alone.status()).isEqualTo(plain.status()).isZero();
        assertThat(alone.out()).isEqualTo(plain.out());
        assertThat(alone.err().lines())
                .as(alone.err())
                .singleElement()
                .asString()
                .contains(" WARN ");
    }

    @Test
    void withoutFallbackTheCallerIsTold() throws IOException {
        Program.Result alone = demo().agent("fallback=none", "timeout=1s").run();

        assertThat(alone.status()).isNotZero();
        assertThat(alone.err()).contains("io.msagent.NoInstanceException");
    }

    @Test
    void aBadSettingStopsTheProgramBeforeItStarts() throws IOException {
        Program.Result bad = demo().agent("timeuot=5s").run();

        assertThat(bad.status()).isNotZero();
        assertThat(bad.out()).isEmpty();
        assertThat(bad.err().lines())
                .singleElement()
                .asString()
                .contains("timeuot")
                .contains("timeout");
    }
}
