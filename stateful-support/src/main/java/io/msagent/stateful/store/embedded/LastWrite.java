package io.msagent.stateful.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * What is written to a file next, in a file beside it: position, length, checksum, bytes. If it is not whole here, the write
 * to the file itself has not begun. For one thread at a time, but for {@link #force}.
 */
final class LastWrite implements AutoCloseable {
    private static final int HEAD = Long.BYTES + Integer.BYTES + Long.BYTES;

    private final FileChannel beside;
    private boolean noted;

    private LastWrite(FileChannel beside) {
        this.beside = beside;
    }

    static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".last");
    }

    static LastWrite open(Path beside) throws IOException {
        return new LastWrite(
                FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /**
     * Does it once more, if it is here.
     *
     * @throws IOException also if somebody has the file open
     */
    static void repeat(Path file) throws IOException {
        Path beside = beside(file);
        if (!Files.exists(beside)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new IOException("state store " + file + ": in use (expected: one orchestrator that has it open)");
            }
            repeat(channel, beside);
        } catch (OverlappingFileLockException e) {
            throw new IOException("state store " + file + ": in use by this very process", e);
        }
    }

    private static void repeat(FileChannel file, Path beside) throws IOException {
        ByteBuffer noted = ByteBuffer.wrap(Files.readAllBytes(beside));
        if (noted.remaining() >= HEAD) {
            long position = noted.getLong();
            int length = noted.getInt();
            long checksum = noted.getLong();
            if (position >= 0 && length > 0 && length <= noted.remaining()) {
                ByteBuffer bytes = noted.slice(HEAD, length);
                if (checksum(position, bytes) == checksum) {
                    writeAll(file, bytes, position);
                    file.force(true);
                }
            }
        }
        Files.delete(beside);
    }

    /** Leaves the source's position where it is. */
    void note(ByteBuffer source, long position) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + source.remaining());
        bytes.putLong(position).putInt(source.remaining()).putLong(checksum(position, source));
        bytes.put(source.duplicate()).flip();
        writeAll(beside, bytes, 0);
        noted = true;
    }

    /** What was noted is in the file. Does nothing to another one's notes. */
    void forget() throws IOException {
        if (noted) {
            beside.truncate(0);
        }
    }

    /** To the disk: after a power cut an old note would be written over what is newer. */
    void force() throws IOException {
        beside.force(true);
    }

    @Override
    public void close() throws IOException {
        beside.close();
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    private static long checksum(long position, ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(position)
                .putInt(bytes.remaining())
                .flip());
        checksum.update(bytes.duplicate());
        return checksum.getValue();
    }
}
