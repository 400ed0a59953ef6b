package io.msagent.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.core.registry.RegistryAccess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConsulOptionsTest {
    @TempDir
    Path folder;

    private static ConsulOptions parse(String... arguments) {
        return CommandLine.populateCommand(new ConsulOptions(), arguments);
    }

    private static RegistryAccess access(String... arguments) {
        CommandLine line = new CommandLine(new ConsulOptions());
        return parse(arguments)
                .access((option, value, expected) -> new CommandLine.ParameterException(
                        line, option + ": " + value + " (expected: " + expected + ")"));
    }

    @Test
    void withoutAnAddressThereIsNoConsul() {
        assertThat(access("--consul-token", "acl")).isNull();
    }

    @Test
    void rolesHaveTheirOwnTokensAndNoneIsShown() {
        String[] arguments = {
            "--consul",
            "http://127.0.0.1:8500",
            "--consul-token",
            "of-its-own",
            "--provider-consul-token",
            "of-providers"
        };
        RegistryAccess access = access(arguments);
        assertThat(access.address()).isEqualTo(URI.create("http://127.0.0.1:8500"));
        assertThat(access.token()).isEqualTo("of-its-own");
        assertThat(access.toString()).doesNotContain("of-its-own");
        assertThat(parse(arguments).providerToken()).isEqualTo("of-providers");
        assertThat(parse("--consul", "http://127.0.0.1:8500").providerToken()).isNull();
    }

    @Test
    void saysWhichOptionIsNotWhatItShouldBe() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        Path missing = folder.resolve("no.pem");
        assertThatThrownBy(() -> access("--consul", "ftp://127.0.0.1")).hasMessageContaining("http or https URL");
        assertThatThrownBy(() -> access("--consul", "http://consul.test", "--consul-ca", "ca.pem"))
                .isInstanceOf(CommandLine.ParameterException.class)
                .hasMessageContaining("--consul: http://consul.test (expected: an https URL");
        assertThatThrownBy(() -> access("--consul", "https://consul.test", "--consul-cert", "c.pem"))
                .hasMessageContaining("--consul-key beside it");
        assertThatThrownBy(() -> access("--consul", "https://consul.test", "--consul-ca", missing.toString()))
                .isInstanceOf(CommandFailedException.class)
                .hasMessage("orchestrator: --consul-ca: " + missing + ": no such file (expected: a PEM file)");
        assertThatThrownBy(() -> access("--consul", "https://consul.test", "--consul-ca", empty.toString()))
                .hasMessageContaining("--consul-ca: " + empty + ": holds no certificate");
    }
}
