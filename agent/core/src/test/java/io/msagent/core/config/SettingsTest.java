package io.msagent.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void aValueIsParsedOnce() {
        Settings settings = Settings.of(Map.of("include", "A#x,B#y"));
        assertThat(settings.get(Keys.INCLUDE)).containsExactly("A#x", "B#y").isSameAs(settings.get(Keys.INCLUDE));
    }

    @Test
    void aHeartbeatMustBeMoreFrequentThanItsTimeToLive() {
        assertThatThrownBy(() -> Settings.of(Map.of("heartbeat.interval", "3s")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("heartbeat.interval: 3s (expected: below heartbeat.ttl, which is 3s)");
    }

    @Test
    void nobodyQuiescesForLongerThanOrchestratorsWait() {
        assertThat(Settings.of(Map.of("quiesce.timeout", "9m")).get(Keys.QUIESCE_TIMEOUT))
                .hasMinutes(9);
        assertThatThrownBy(() -> Settings.of(Map.of("quiesce.timeout", "10m")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("quiesce.timeout: 10m (expected: ")
                .hasMessageContaining("at most 9m");
    }

    @Test
    void theFirstPauseIsNotLongerThanTheLongest() {
        assertThat(Settings.of(Map.of("retry.backoff", "1s")).get(Keys.RETRY_BACKOFF))
                .hasSeconds(1);
        assertThatThrownBy(() -> Settings.of(Map.of("retry.backoff", "2s")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("retry.backoff: 2s (expected: at most retry.backoff.max, which is 1s)");
    }

    @Test
    void certificateAndKeyComeTogetherAndOverHttps() {
        Map<String, String> together =
                Map.of("registry", "https://consul.test", "registry.cert", "cert.pem", "registry.key", "key.pem");
        assertThat(Settings.of(together).get(Keys.REGISTRY_KEY)).isEqualTo(Path.of("key.pem"));
        assertThatThrownBy(() -> Settings.of(Map.of("registry", "https://consul.test", "registry.cert", "cert.pem")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("registry.cert: cert.pem (expected: registry.key beside it)");
        assertThatThrownBy(() -> Settings.of(Map.of("registry.key", "key.pem")))
                .hasMessage("registry.key: key.pem (expected: registry.cert beside it)");
        assertThatThrownBy(() -> Settings.of(Map.of("registry.ca", "ca.pem")))
                .hasMessage("registry: http://127.0.0.1:7917 (expected: an https URL, because registry.ca is set)");
    }

    @Test
    void pathsMayBeginInTheHomeFolder() {
        Path home = Path.of(System.getProperty("user.home"));
        assertThat(Settings.of(Map.of()).get(Keys.TOKEN_FILE)).isEqualTo(home.resolve(".ms-agent/token"));
        assertThat(Settings.of(Map.of("log.file", "~")).get(Keys.LOG_FILE)).isEqualTo(home);
        assertThat(Settings.of(Map.of("log.file", "a~/b")).get(Keys.LOG_FILE)).isEqualTo(Path.of("a~/b"));
    }

    @Test
    void showsNoSecret() {
        Settings settings = Settings.of(Map.of("token", "sesame-sesame-sesame", "timeout", "5s"));
        assertThat(settings).hasToString("{timeout=5s, token=(secret, 20 characters)}");
    }
}
