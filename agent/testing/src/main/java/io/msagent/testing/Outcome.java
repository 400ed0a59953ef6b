package io.msagent.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a test ended in another JVM; what it threw is kept so that it can be read in part if not as a whole. */
final class Outcome implements Serializable {
    private static final long serialVersionUID = 1L;

    private final @Nullable Described described;
    private final byte @Nullable [] thrown;

    private Outcome(@Nullable Described described, byte @Nullable [] thrown) {
        this.described = described;
        this.thrown = thrown;
    }

    static Outcome passed() {
        return new Outcome(null, null);
    }

    /** Also of one that was aborted: JUnit tells that by the exception's class. */
    static Outcome threw(Throwable thrown) {
        return new Outcome(Described.of(thrown), bytes(thrown));
    }

    /** What the test threw, its stack ending in a line that names the mode; null if it passed. */
    @Nullable
    Throwable thrown(Mode mode) {
        Throwable rebuilt = rebuilt();
        if (rebuilt != null) {
            List<StackTraceElement> frames = new ArrayList<>(List.of(rebuilt.getStackTrace()));
            frames.add(new StackTraceElement("ms-agent", "test", "in mode " + mode, -1));
            rebuilt.setStackTrace(frames.toArray(StackTraceElement[]::new));
        }
        return rebuilt;
    }

    void write(Path file) throws IOException {
        byte[] bytes = bytes(this);
        Files.write(file, bytes == null ? new byte[0] : bytes);
    }

    static Outcome read(Path file) throws IOException, ClassNotFoundException {
        try (InputStream in = Files.newInputStream(file)) {
            return (Outcome) new OfTheTest(in).readObject();
        }
    }

    private @Nullable Throwable rebuilt() {
        if (thrown == null) {
            return described;
        }
        try (ObjectInputStream in = new OfTheTest(new ByteArrayInputStream(thrown))) {
            return (Throwable) in.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError e) {
            return described;
        }
    }

    private static byte @Nullable [] bytes(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return null;
        }
        return bytes.toByteArray();
    }

    /** Finds classes where the test finds them. */
    private static final class OfTheTest extends ObjectInputStream {
        OfTheTest(InputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass described) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(
                        described.getName(), false, Thread.currentThread().getContextClassLoader());
            } catch (ClassNotFoundException e) {
                return super.resolveClass(described);
            }
        }
    }
}
