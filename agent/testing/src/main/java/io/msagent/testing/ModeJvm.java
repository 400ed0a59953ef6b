package io.msagent.testing;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.PrintStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A JVM that runs tests in one mode. It reads what to do from its standard input, and ends with that: if the JVM of the
 * tests is killed, so is this one. In a provider, which has the same command line, the agent replaces this {@code main}.
 */
final class ModeJvm {
    private static volatile @Nullable Mode mode;

    private ModeJvm() {}

    /**
     * What comes first.
     *
     * @param end the line that this process prints when a test has ended
     * @param folder is deleted if this process is the last to know of it
     * @param properties system properties of the JVM of the tests; surefire does not give them on the command line
     */
    record Begin(Mode mode, String end, String folder, Map<String, String> properties) implements Serializable {}

    /**
     * A test to run.
     *
     * @param uniqueId JUnit's id
     * @param outcome file for the outcome
     */
    record Run(String uniqueId, String outcome) implements Serializable {}

    /** The mode, if this is such a JVM. */
    static @Nullable Mode mode() {
        return mode;
    }

    /** Runs tests until there are no more. */
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(out);
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        ObjectInputStream in = new ObjectInputStream(System.in);
        System.setIn(InputStream.nullInputStream());
        Begin begin = (Begin) in.readObject();
        mode = begin.mode();
        begin.properties().forEach((name, value) -> System.getProperties().putIfAbsent(name, value));
        LinkedBlockingQueue<Run> runs = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(in, runs, Path.of(begin.folder())), "ms-agent-testing-in");
        reader.setDaemon(true);
        reader.start();
        while (true) {
            Run run = runs.take();
            TestRun.of(run.uniqueId()).write(Path.of(run.outcome()));
            System.out.flush();
            System.err.flush();
            out.println("\n" + begin.end());
        }
    }

    private static void read(ObjectInputStream in, LinkedBlockingQueue<Run> runs, Path folder) {
        try {
            while (in.readObject() instanceof Run run) {
                runs.add(run);
            }
        } catch (IOException | ClassNotFoundException e) {
            // nobody has said goodbye: the JVM of the tests was killed
            if (!Files.exists(Cluster.state(folder))) {
                Folders.delete(folder);
            }
        }
        System.exit(0);
    }
}
