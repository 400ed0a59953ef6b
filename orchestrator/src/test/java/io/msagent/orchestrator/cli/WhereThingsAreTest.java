package io.msagent.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WhereThingsAreTest {
    @Test
    void whatAShellWouldSplitIsQuoted() {
        assertThat(WhereThingsAre.forShell("-javaagent:/opt/ms-agent.jar=registry=http://127.0.0.1:1,token.file=/t"))
                .isEqualTo("-javaagent:/opt/ms-agent.jar=registry=http://127.0.0.1:1,token.file=/t");
        assertThat(WhereThingsAre.forShell("-javaagent:/my files/ms-agent.jar"))
                .isEqualTo("'-javaagent:/my files/ms-agent.jar'");
        assertThat(WhereThingsAre.forShell("/bob's/$x")).isEqualTo("'/bob'\\''s/$x'");
    }
}
