package io.msagent.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentArgumentsTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", ",", ";,"})
    void mayBeEmpty(String arguments) {
        assertThat(AgentArguments.parse(arguments)).isEmpty();
    }

    @Test
    void aPieceWithoutEqualsBelongsToTheListBefore() {
        assertThat(AgentArguments.parse("include=A#x,B#y,mode=local"))
                .isEqualTo(Map.of("include", "A#x,B#y", "mode", "local"));
    }

    @Test
    void bothSeparatorsMeanTheSame() {
        assertThat(AgentArguments.parse("serve=a;b ; timeout = 5s,mode=local;"))
                .isEqualTo(Map.of("serve", "a,b", "timeout", "5s", "mode", "local"));
    }

    @Test
    void aValueMayHoldEqualsSigns() {
        assertThat(AgentArguments.parse("registry=http://h:1/?a=b"))
                .containsExactly(Map.entry("registry", "http://h:1/?a=b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"provide", "mode=local,provide", "nosuch=1,provide"})
    void aNameAloneIsAnError(String arguments) {
        assertThatThrownBy(() -> AgentArguments.parse(arguments))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("agent arguments: provide: has no value (expected: NAME=VALUE");
    }

    @Test
    void aSecretCutByItsCommaIsNotShown() {
        assertThatThrownBy(() -> AgentArguments.parse("token=abcdefgh,ijklmnop"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("a piece behind token")
                .hasMessageNotContaining("ijklmnop");
    }

    @Test
    void theSameNameTwiceIsAnError() {
        assertThatThrownBy(() -> AgentArguments.parse("serve=a,serve=b"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("agent arguments: serve: given twice (expected: once)");
    }
}
