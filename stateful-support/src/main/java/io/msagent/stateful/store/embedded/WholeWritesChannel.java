package io.msagent.stateful.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBase;

/** Writes everything beside the file first. Reads may come at the same time. */
final class WholeWritesChannel extends FileBase {
    private final FileChannel file;
    private final LastWrite last;

    WholeWritesChannel(FileChannel file, LastWrite last) {
        this.file = file;
        this.last = last;
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
        last.note(source, position);
        int length = source.remaining();
        long at = position;
        while (source.hasRemaining()) {
            at += file.write(source, at);
        }
        return length;
    }

    @Override
    public synchronized int write(ByteBuffer source) throws IOException {
        long position = file.position();
        int length = write(source, position);
        file.position(position + length);
        return length;
    }

    @Override
    public synchronized FileChannel truncate(long size) throws IOException {
        // it would come back
        last.forget();
        file.truncate(size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        file.force(metaData);
        synchronized (this) {
            last.forget();
        }
        last.force();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return file.read(target);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return file.read(target, position);
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        file.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        try (LastWrite closed = last) {
            closed.forget();
        } finally {
            file.close();
        }
    }
}
