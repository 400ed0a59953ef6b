package io.msagent.orchestrator.store;

import io.msagent.core.launch.Launch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a launch must be before it is stored. The token has been checked before; this keeps mistakes out. */
public final class LaunchRules {
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern DIGEST = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final Pattern CLASS = Pattern.compile("[^\\s,=\\x00]{1,512}");
    private static final Pattern VARIABLE = Pattern.compile("[^=\\x00]{1,256}");
    private static final int MOST_ITEMS = 1_024;
    /** The registry takes 512 KiB for a value; JSON's escapes may double a text. */
    private static final int MOST_BYTES = 200 * 1024;

    private LaunchRules() {}

    /** The first thing that is wrong, for the user; nothing if all is well. Looks at the file system. */
    public static Optional<String> fault(String service, String digest, Launch launch) {
        if (!SERVICE.matcher(service).matches()) {
            return Optional.of("service: " + service + " (expected: a DNS label: a-z, 0-9, -; at most 63 characters)");
        }
        if (!DIGEST.matcher(digest).matches()) {
            return Optional.of("digest: " + digest + " (expected: 1 to 128 letters and digits)");
        }
        return size(launch).or(() -> files(launch)).or(() -> names(launch));
    }

    private static Optional<String> size(Launch launch) {
        int items = launch.command().size()
                + launch.environment().size()
                + launch.classes().size();
        long bytes = bytes(launch.command())
                + bytes(launch.environment().keySet())
                + bytes(launch.environment().values())
                + bytes(launch.classes());
        return items > MOST_ITEMS || bytes > MOST_BYTES
                ? Optional.of("launch: " + items + " items of " + bytes + " bytes (expected: at most " + MOST_ITEMS
                        + " items of together " + MOST_BYTES + " bytes)")
                : Optional.empty();
    }

    private static Optional<String> files(Launch launch) {
        if (launch.command().isEmpty()) {
            return Optional.of("launch.command: empty (expected: program and arguments)");
        }
        if (launch.command().stream().anyMatch(s -> s.indexOf('\0') >= 0)) {
            return Optional.of("launch.command: contains a zero byte (expected: none)");
        }
        Optional<Path> program = path(launch.command().get(0));
        if (program.isEmpty()
                || !program.get().isAbsolute()
                || !Files.isRegularFile(program.get())
                || !Files.isExecutable(program.get())) {
            return Optional.of("launch.command: " + launch.command().get(0)
                    + " (expected: absolute path of a program that exists and is executable on this machine)");
        }
        Optional<Path> directory = path(launch.directory());
        return directory.isEmpty() || !directory.get().isAbsolute() || !Files.isDirectory(directory.get())
                ? Optional.of("launch.directory: " + launch.directory()
                        + " (expected: absolute path of a folder that exists on this machine)")
                : Optional.empty();
    }

    private static Optional<String> names(Launch launch) {
        for (String name : launch.classes()) {
            if (!CLASS.matcher(name).matches()) {
                return Optional.of("launch.classes: " + name + " (expected: binary names of classes)");
            }
        }
        for (var variable : launch.environment().entrySet()) {
            if (!VARIABLE.matcher(variable.getKey()).matches()
                    || variable.getValue().indexOf('\0') >= 0) {
                return Optional.of("launch.environment: " + variable.getKey()
                        + " (expected: a name without = and a value without zero byte)");
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static long bytes(Collection<String> texts) {
        return texts.stream()
                .mapToLong(t -> t.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}
