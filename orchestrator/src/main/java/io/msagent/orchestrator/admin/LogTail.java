package io.msagent.orchestrator.admin;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The end of a file and what is added to it. Others write to the file; when they rotate it they copy it to {@code FILE.1} and
 * truncate it. For use by one thread at a time.
 */
final class LogTail {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_BEFORE = 1 << 20;

    private final Path file;
    private final Path older;
    private long position;

    /** @param position where in the file the bytes begin */
    private record Piece(long position, byte[] bytes) {}

    /** Begins with the file's beginning. */
    LogTail(Path file) {
        this.file = file;
        this.older = file.resolveSibling(file.getFileName() + ".1");
    }

    /** The last whole lines, of at most 1 MiB a file; {@link #read} goes on behind them. */
    List<String> before(int lines) throws IOException {
        Piece end = end(file);
        int whole = end.bytes().length;
        while (whole > 0 && end.bytes()[whole - 1] != '\n') {
            whole--;
        }
        position = end.position() + whole;
        List<String> newest = last(end.bytes(), whole, lines);
        if (newest.size() == lines) {
            return newest;
        }
        byte[] before = end(older).bytes();
        return Stream.concat(last(before, before.length, lines - newest.size()).stream(), newest.stream())
                .toList();
    }

    /** What has been added since the last call, at most 64 KiB at a time; empty if nothing. */
    byte[] read() throws IOException {
        if (file.toFile().length() < position) {
            // it was rotated: what was added before that comes first
            byte[] rest = read(older, position, MOST_BYTES);
            position = rest.length == 0 ? 0 : position + rest.length;
            if (rest.length > 0) {
                return rest;
            }
        }
        byte[] added = read(file, position, MOST_BYTES);
        position += added.length;
        return added;
    }

    private static Piece end(Path file) throws IOException {
        long from = Math.max(0, file.toFile().length() - MOST_BEFORE);
        return new Piece(from, read(file, from, MOST_BEFORE));
    }

    private static List<String> last(byte[] bytes, int length, int lines) {
        List<String> all =
                new String(bytes, 0, length, StandardCharsets.UTF_8).lines().toList();
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }

    private static byte[] read(Path file, long from, int most) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.max(0, Math.min(most, in.length() - from))];
            in.seek(from);
            in.readFully(bytes);
            return bytes;
        } catch (FileNotFoundException e) {
            return new byte[0];
        }
    }
}
