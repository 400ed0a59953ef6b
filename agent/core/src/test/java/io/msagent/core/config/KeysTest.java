package io.msagent.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every key: described, parsed from its own default, set to something else, and refused where it must be. */
class KeysTest {
    /** For every key a value that is allowed and is not its default. */
    private static final Map<String, String> OTHER = Map.ofEntries(
            Map.entry("mode", "loopback"),
            Map.entry("include", "com.acme.Pricing#quote,com.acme.*#*"),
            Map.entry("exclude", "com.acme.Pricing#toString"),
            Map.entry("receiver", "value"),
            Map.entry("fallback", "none"),
            Map.entry("compat", "any"),
            Map.entry("serve", "pricing,stock"),
            Map.entry("serve.classes", "com.acme.Pricing"),
            Map.entry("serve.main", "run"),
            Map.entry("serve.main.wait", "1m"),
            Map.entry("serve.host", "127.0.0.2"),
            Map.entry("serve.port", "8080"),
            Map.entry("instance", "pricing-1"),
            Map.entry("orchestrator", "one"),
            Map.entry("host", "alpha"),
            Map.entry("workers", "3"),
            Map.entry("workers.queue", "0"),
            Map.entry("workers.max-blocked", "7"),
            Map.entry("drain.timeout", "250ms"),
            Map.entry("record.calls", "12"),
            Map.entry("record.bytes", "4096"),
            Map.entry("record.age", "30s"),
            Map.entry("quiesce.timeout", "3s"),
            Map.entry("tx.retention", "5m"),
            Map.entry("tx.records", "2000"),
            Map.entry("state.url", "jdbc:postgresql://db.example/app"),
            Map.entry("state.user", "app"),
            Map.entry("state.password", "secret"),
            Map.entry("program", "checkout"),
            Map.entry("timeout", "2m"),
            Map.entry("connect.timeout", "1h"),
            Map.entry("retry.backoff", "5ms"),
            Map.entry("retry.backoff.max", "6ms"),
            Map.entry("client.connections", "9"),
            Map.entry("client.max-in-flight", "5"),
            Map.entry("attempt.timeout", "2s"),
            Map.entry("hedge", "p95"),
            Map.entry("balance", "round-robin"),
            Map.entry("wire.allow", "com.acme.*"),
            Map.entry("wire.max-bytes", "2048"),
            Map.entry("wire.max-depth", "11"),
            Map.entry("loopback.repeat", "50"),
            Map.entry("loopback.seed", "42"),
            Map.entry("loopback.compare", "differences.txt"),
            Map.entry("registry", "https://consul.example:8501"),
            Map.entry("registry.token", "acl"),
            Map.entry("serve.connections", "10"),
            Map.entry("tls.ca", "ca.pem"),
            Map.entry("tls.cert", "cert.pem"),
            Map.entry("tls.key", "key.pem"),
            Map.entry("tls.client", "none"),
            Map.entry("registry.ca", "ca.pem"),
            Map.entry("registry.cert", "cert.pem"),
            Map.entry("registry.key", "key.pem"),
            Map.entry("provide", "false"),
            Map.entry("launch.env", "ACME_*"),
            Map.entry("heartbeat.interval", "2s"),
            Map.entry("heartbeat.ttl", "5s"),
            Map.entry("deregister.after", "3m"),
            Map.entry("token", "0123456789abcdef"),
            Map.entry("token.file", "/run/secrets/token"),
            Map.entry("context.carriers", "com.acme.Tenant"),
            Map.entry("context.mdc", "false"),
            Map.entry("log.level", "debug"),
            Map.entry("log.file", "agent.log"),
            Map.entry("log.format", "json"),
            Map.entry("stats.file", "stats.json"),
            Map.entry("metrics.port", "9464"),
            Map.entry("config", "ms.properties"));

    static Iterable<Key<?>> keys() {
        return Keys.all();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void isDescribed(Key<?> key) {
        assertThat(key.name()).matches("[a-z]+([.-][a-z]+)*");
        assertThat(key.meaning()).isNotBlank();
        assertThat(key.allowed()).isNotBlank();
        assertThat(key.environmentName()).matches("MS_[A-Z_]+");
        assertThat(key.propertyName()).isEqualTo("ms." + key.name());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void hasItsDefault(Key<?> key) {
        Settings settings = Settings.of(Map.of());
        assertThat(settings.isSet(key)).isFalse();
        if (key.defaultText() == null) {
            assertThat(settings.find(key)).isEmpty();
            assertThatThrownBy(() -> settings.get(key)).hasMessageContaining(key.name());
        } else {
            assertThat((Object) settings.get(key)).isEqualTo(key.parser().apply(key.defaultText()));
        }
    }

    @Test
    void everyKeyCanBeSetToSomethingElse() {
        assertThat(OTHER).containsOnlyKeys(Keys.all().stream().map(Key::name).toList());
        Map<String, String> texts = new HashMap<>(OTHER);
        Settings settings = Settings.of(texts);
        assertThat(settings.texts()).isEqualTo(texts);
        Settings defaults = Settings.of(Map.of());
        for (Key<?> key : Keys.all()) {
            assertThat(settings.isSet(key)).isTrue();
            assertThat((Object) settings.find(key)).as(key.name()).isNotEqualTo(defaults.find(key));
        }
    }

    /** A header could not carry it; the value itself is not shown. */
    @ParameterizedTest
    @ValueSource(strings = {"two words", "tab\there", "s\u00e9cret"})
    void aSecretIsOfVisibleCharactersOnly(String text) {
        assertThatThrownBy(() -> Settings.of(Map.of("registry.token", text)))
                .isInstanceOf(SettingsException.class)
                .hasMessage("settings: registry.token: (secret, " + text.length()
                        + " characters) (expected: visible ASCII characters)");
    }

    @Test
    void namesAndVariablesAreUnique() {
        assertThat(Keys.all()).extracting(Key::name).doesNotHaveDuplicates();
        assertThat(Keys.all()).extracting(Key::environmentName).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    timeout            | -5s
                    tls.client         | optional
                    program            | Shop
                    program            | -shop
                    serve.connections  | 0
                    timeout            | 0ms
                    timeout            | 10
                    timeout            | 9999999h
                    timeout            | 99999999999999999999s
                    workers            | 0
                    workers            | many
                    workers            | 4097
                    wire.max-bytes     | 99999999999
                    mode               | LOCAL
                    mode               | remote
                    provide            | yes
                    fallback           | true
                    registry           | 127.0.0.1:8500
                    registry           | ftp://127.0.0.1
                    registry           | http:///v1
                    serve.port         | 65536
                    hedge              | p49
                    hedge              | p100
                    hedge              | 95
                    hedge              | 0ms
                    attempt.timeout    | none
                    balance            | round_robin
                    log.level          | loud
                    """)
    void refusesWithValueAndWhatIsAllowed(String name, String text) {
        Key<?> key = Keys.named(name);
        assertThatThrownBy(() -> Settings.of(Map.of(name, text)))
                .isInstanceOf(SettingsException.class)
                .hasMessage("settings: " + name + ": " + text + " (expected: " + key.allowed() + ")");
    }
}
