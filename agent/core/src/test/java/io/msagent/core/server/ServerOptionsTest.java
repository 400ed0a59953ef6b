package io.msagent.core.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.core.config.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerOptionsTest {
    @Test
    void defaults() {
        assertThat(ServerOptions.from(Settings.of(Map.of())))
                .isEqualTo(new ServerOptions("127.0.0.1", 0, 16, 64, 2_048, 16 * 1024 * 1024, Duration.ofSeconds(30)));
    }

    @Test
    void everySetting() {
        Settings settings = Settings.of(Map.of(
                "serve.host", "::1",
                "serve.port", "8080",
                "workers", "3",
                "workers.queue", "4",
                "workers.max-blocked", "5",
                "wire.max-bytes", "2048"));
        assertThat(ServerOptions.from(settings))
                .isEqualTo(new ServerOptions("::1", 8_080, 3, 4, 5, 2_048, Duration.ofSeconds(30)));
    }

    @Test
    void boundsThatCannotBe() {
        assertThatThrownBy(() -> new ServerOptions("127.0.0.1", 0, 0, 0, 0, 1, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("workers: 0 (expected: at least 1)");
        assertThatThrownBy(() -> new ServerOptions("127.0.0.1", 0, 1, 0, 0, 1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("requestTimeout: PT0S");
    }
}
