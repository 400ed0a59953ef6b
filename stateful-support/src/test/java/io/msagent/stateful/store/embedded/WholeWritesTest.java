package io.msagent.stateful.store.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of files as a kill in the middle of a write leaves them. */
class WholeWritesTest {
    @TempDir
    Path folder;

    private Path file;
    private Path killed;

    @BeforeEach
    void files() {
        file = folder.resolve("a" + Recovery.SUFFIX);
        killed = folder.resolve("killed" + Recovery.SUFFIX);
    }

    @Test
    void whatWasWrittenHalfIsWrittenWholly() throws IOException {
        try (FileChannel channel = open()) {
            write(channel, "0123456789", 0);
            write(channel, "abcd", 3);
            copy();
        }
        Files.writeString(killed, "012ab56789");
        LastWrite.repeat(killed);
        assertThat(killed).hasContent("012abcd789");
        assertThat(LastWrite.beside(killed)).doesNotExist();
    }

    @Test
    void whatWasNotedHalfWasNotWritten() throws IOException {
        try (FileChannel channel = open()) {
            write(channel, "0123456789", 0);
            copy();
        }
        try (FileChannel note = FileChannel.open(LastWrite.beside(killed), StandardOpenOption.WRITE)) {
            note.truncate(note.size() - 1);
        }
        Files.writeString(killed, "0");
        LastWrite.repeat(killed);
        assertThat(killed).hasContent("0");
    }

    @Test
    void aNoteThatDoesNotFitItsSumIsNotWritten() throws IOException {
        try (FileChannel channel = open()) {
            write(channel, "0123456789", 0);
            copy();
        }
        try (FileChannel note = FileChannel.open(LastWrite.beside(killed), StandardOpenOption.WRITE)) {
            note.write(ByteBuffer.wrap(new byte[] {'x'}), note.size() - 1);
        }
        Files.writeString(killed, "0");
        LastWrite.repeat(killed);
        assertThat(killed).hasContent("0");
    }

    @Test
    void whatWasForcedOrCutOffIsNotWrittenAgain() throws IOException {
        try (FileChannel channel = open()) {
            write(channel, "0123456789", 0);
            channel.force(true);
            assertThat(LastWrite.beside(file)).isEmptyFile();
            write(channel, "ab", 8);
            channel.truncate(5);
            copy();
        }
        LastWrite.repeat(killed);
        assertThat(killed).hasContent("01234");
    }

    @Test
    void aFileInUseIsLeftAlone() throws IOException {
        try (FileChannel channel = open()) {
            assertThat(channel.tryLock()).isNotNull();
            write(channel, "0123456789", 0);
            assertThatThrownBy(() -> LastWrite.repeat(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use");
            assertThat(LastWrite.beside(file)).isNotEmptyFile();
        }
    }

    private FileChannel open() throws IOException {
        return new WholeWritesChannel(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                LastWrite.open(LastWrite.beside(file)));
    }

    private void copy() throws IOException {
        Files.copy(file, killed, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(LastWrite.beside(file), LastWrite.beside(killed), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(FileChannel channel, String text, long position) throws IOException {
        assertThat(channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)), position))
                .isEqualTo(text.length());
    }
}
