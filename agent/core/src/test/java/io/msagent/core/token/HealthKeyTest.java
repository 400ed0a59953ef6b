package io.msagent.core.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthKeyTest {
    private final ClusterToken token = ClusterToken.of("0123456789abcdef0123456789abcdef");

    @Test
    void whoHasTheTokenHasTheKeyAndNotTheOtherWayRound() {
        HealthKey key = new HealthKey(token);
        assertThat(key.header()).matches("Bearer [0-9a-f]{64}").doesNotContain(token.secret());
        assertThat(key.matches(new HealthKey(token).header())).isTrue();
        assertThat(token.matches(key.header())).isFalse();
    }

    @Test
    void nothingElseIsIt() {
        HealthKey key = new HealthKey(token);
        assertThat(key.matches(null)).isFalse();
        assertThat(key.matches("")).isFalse();
        assertThat(key.matches(token.header())).isFalse();
        assertThat(key.matches(new HealthKey(ClusterToken.of("fedcba9876543210fedcba9876543210")).header()))
                .isFalse();
    }
}
