package io.msagent.orchestrator.doctor;

import io.msagent.core.token.ClusterToken;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The file of the cluster token. */
final class Token {
    private Token() {}

    static List<Finding> examine(Subject subject) {
        Path file = subject.tokenFile();
        try {
            boolean there = ClusterToken.read(file).isPresent();
            boolean needed = !subject.running().isEmpty();
            if (!there && needed) {
                return List.of(Finding.fail(
                        "token file",
                        file + " is not there, though an orchestrator runs",
                        "put it back, or stop the orchestrator and start it again with its programs"));
            }
            return List.of(Finding.ok(
                    "token file",
                    there ? file + ", readable by you alone" : file + " is not there; the first start makes it"));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return List.of(Finding.fail("token file", String.valueOf(e.getMessage()), "do as the message says"));
        }
    }
}
