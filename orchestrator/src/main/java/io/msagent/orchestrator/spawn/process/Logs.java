package io.msagent.orchestrator.spawn.process;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The log files, one and its rotated predecessors for each instance, readable by their owner alone. */
final class Logs {
    static final String SUFFIX = ".log";
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");
    /** No tail reads more of a file than this. */
    private static final int MOST_BYTES = 1 << 20;

    private final Path folder;

    Logs(Path folder) {
        this.folder = folder;
    }

    /** The instance's file; an id that is none cannot name a file elsewhere. */
    Path file(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("instance: " + id + " (expected: a-z, 0-9, -; at most 100 characters)");
        }
        return folder.resolve(id + SUFFIX);
    }

    Path create(String id) throws IOException {
        Path file = file(id);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            // its output is appended
        }
        return file;
    }

    List<String> tail(String id, int lines) {
        List<String> newest = lastLines(file(id), lines);
        if (newest.size() >= lines) {
            return newest;
        }
        List<String> older = lastLines(folder.resolve(id + SUFFIX + ".1"), lines - newest.size());
        return Stream.concat(older.stream(), newest.stream()).toList();
    }

    /** Ids of the service's instances, newest output first. */
    List<String> ids(String service) {
        Pattern own = Pattern.compile(Pattern.quote(service) + "-[a-z0-9]{6}");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted(Comparator.comparingLong(
                            (Path file) -> -file.toFile().lastModified()))
                    .map(file -> file.getFileName().toString().replace(SUFFIX, ""))
                    .filter(id -> own.matcher(id).matches())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("log folder " + folder + " cannot be read", e);
        }
    }

    private static List<String> lastLines(Path file, int lines) {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, in.length() - MOST_BYTES);
            in.seek(from);
            byte[] bytes = new byte[(int) Math.min(MOST_BYTES, in.length() - from)];
            in.readFully(bytes);
            List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            return List.of("(" + file + " cannot be read: " + e.getMessage() + ")");
        }
    }
}
