package io.msagent.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.registry.RegistryAccess;
import io.msagent.orchestrator.store.AdminTls;
import io.msagent.orchestrator.store.OrchestratorInfo;
import java.net.URI;
import java.nio.file.Path;
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

    @Test
    void whatAProgramNeedsToReachASecuredConsulIsNamed() {
        OrchestratorInfo info = new OrchestratorInfo(
                "https://127.0.0.1:8501", "http://127.0.0.1:7918", "/s/token", 1, "", AdminTls.NONE);
        URI consul = URI.create(info.registry());

        assertThat(WhereThingsAre.options(
                        info,
                        new RegistryAccess(consul, "acl", Path.of("/ca.pem"), Path.of("/c.pem"), Path.of("/k.pem"))))
                .isEqualTo("=registry=https://127.0.0.1:8501,registry.ca=/ca.pem,registry.cert=/c.pem,"
                        + "registry.key=/k.pem,token.file=/s/token");
        assertThat(WhereThingsAre.options(info, null))
                .isEqualTo("=registry=https://127.0.0.1:8501,token.file=/s/token");
    }
}
