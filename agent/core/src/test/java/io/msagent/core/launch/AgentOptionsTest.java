package io.msagent.core.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentOptionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|''",
                "serve=a|''",
                "serve=a,b|''",
                "serve=a,b,mode=auto|mode=auto",
                "include=a.B#c,d.E#f,serve=x|include=a.B#c,d.E#f",
                "mode=auto, serve = x ,timeout=5s|mode=auto,timeout=5s",
                "serve.main=run,serve=a|serve.main=run",
            })
    void settingsGoWithTheirWholeList(String options, String expected) {
        assertThat(AgentOptions.without(options, Set.of("serve"))).isEqualTo(expected);
    }
}
