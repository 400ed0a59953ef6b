package io.msagent.it.observability;

import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The program that relays, with its libraries. */
final class RelayProgram {
    private RelayProgram() {}

    /** With more on its class path, and its arguments. */
    static Program with(List<Path> more, String... arguments) {
        List<Path> classPath = new ArrayList<>(List.of(Paths.TEST_CLASSES, Paths.API));
        classPath.addAll(more);
        try (Stream<Path> jars = Files.list(Paths.LOGGING_LIBRARIES)) {
            jars.sorted().forEach(classPath::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Program.main(classPath, "relay.Relay", arguments);
    }
}
