package io.msagent.registry.consul.embedded;

import io.msagent.core.log.Log;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps keys in a file to which every change is appended, so that they survive the process being killed (not the machine
 * losing power: nothing is forced to disk). Written anew when most of it is of no use any more.
 *
 * <p>Not thread-safe; the state's monitor guards it. A file that is damaged is an error that names the line. Only a last
 * line that was cut off while it was being written is dropped, with a warning: its writer never got an answer.
 */
final class KeyLog implements AutoCloseable {
    private static final String NAME = "keys.log";
    /** Below this size writing anew is not worth it. */
    private static final long SMALL = 4L * 1024 * 1024;

    private static final int BUFFER_BYTES = 64 * 1024;
    /** In bytes; the longest is a removal of all keys at once. */
    private static final int LONGEST_LINE = 64 * 1024 * 1024;

    private final Path file;
    private final FileChannel lockFile;
    private final Map<String, KeyValue> loaded = new LinkedHashMap<>();
    private FileChannel channel;
    private long highestIndex;
    private long sizeWhenNew;

    private KeyLog(Path folder, FileChannel lockFile) throws IOException {
        this.file = folder.resolve(NAME);
        this.lockFile = lockFile;
        load();
        channel = writeAnew(loaded.values());
    }

    /** Opens the log in a folder, which is made if it is not there. */
    static KeyLog open(Path folder) throws IOException {
        OwnerOnly.makeFolder(folder);
        FileChannel lockFile =
                OwnerOnly.open(folder.resolve("registry.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock(lockFile) == null) {
                throw new IOException("registry folder " + folder
                        + ": in use by another registry (expected: a folder of its own; stop the other one or name"
                        + " another folder)");
            }
            return new KeyLog(folder, lockFile);
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    private static @Nullable FileLock lock(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    /** What was there when it was opened, to be asked for once. Locks are not kept, since no session is. */
    Collection<KeyValue> takeLoaded() {
        List<KeyValue> taken = List.copyOf(loaded.values());
        loaded.clear();
        return taken;
    }

    /** The highest index in it, or 0. */
    long highestIndex() {
        return highestIndex;
    }

    /** @param all what is there before this change */
    void put(KeyValue kv, Collection<KeyValue> all) throws IOException {
        append(KeyRecord.of(kv), all);
        highestIndex = kv.modifyIndex();
    }

    /** @param all what is there before this change */
    void remove(List<String> keys, long index, Collection<KeyValue> all) throws IOException {
        append(KeyRecord.ofRemoval(keys, index), all);
        highestIndex = index;
    }

    /**
     * Changes that are made together: after a crash all of them are there or none.
     *
     * @param all what is there before them
     */
    void change(List<KeyValue> stored, List<String> removed, long index, Collection<KeyValue> all) throws IOException {
        append(KeyRecord.ofAll(stored, removed, index), all);
        highestIndex = index;
    }

    private void append(byte[] record, Collection<KeyValue> all) throws IOException {
        long before = channel.position();
        if (before > SMALL && before > 2 * sizeWhenNew) {
            FileChannel old = channel;
            channel = writeAnew(all);
            old.close();
            before = channel.position();
        }
        try {
            write(channel, record);
        } catch (IOException e) {
            // whoever wanted this is told that it failed, so no part of it may be read again
            channel.truncate(before);
            throw e;
        }
    }

    private FileChannel writeAnew(Collection<KeyValue> all) throws IOException {
        Path aside = file.resolveSibling(NAME + ".new");
        Files.deleteIfExists(aside);
        FileChannel fresh = OwnerOnly.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            write(fresh, KeyRecord.header(highestIndex));
            for (KeyValue kv : all) {
                write(fresh, KeyRecord.of(kv));
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sizeWhenNew = fresh.position();
            return fresh;
        } catch (IOException | RuntimeException e) {
            fresh.close();
            throw e;
        }
    }

    private static void write(FileChannel to, byte[] record) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(record);
        while (buffer.hasRemaining()) {
            to.write(buffer);
        }
    }

    private void load() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int number = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    number++;
                    apply(line.toByteArray(), number);
                    line.reset();
                } else if (line.size() < LONGEST_LINE) {
                    line.write(b);
                } else {
                    throw damaged(number + 1, "it is longer than any that is written");
                }
            }
        }
        if (number == 0) {
            throw damaged(1, "there is no complete line");
        }
        if (line.size() > 0) {
            Log.warn("registry file " + file + ": its last line was cut off while it was being written; dropped");
        }
    }

    private void apply(byte[] line, int number) throws IOException {
        try {
            highestIndex = Math.max(highestIndex, KeyRecord.read(line, number == 1, loaded));
        } catch (KeyRecord.Damaged e) {
            throw damaged(number, e.getMessage());
        }
    }

    private IOException damaged(int line, @Nullable String how) {
        return new IOException("registry file " + file + ": line " + line + " is damaged: " + how
                + " (expected: as this registry wrote it; put a good copy in its place, or move it away to begin"
                + " without keys)");
    }

    @Override
    public void close() throws IOException {
        channel.close();
        lockFile.close();
    }
}
