package vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/** Writes down which bodies run, in the file that the system property {@code ledger} names: operation, process, what. */
final class Bodies {
    private static final Path FILE = Path.of(System.getProperty("ledger", "ledger"));
    private static final long GATE_LOOK_NANOS = 20_000_000;

    private Bodies() {}

    /** One write of one short line, which no other process's can come into. */
    static void note(String operation, String what) {
        try {
            Files.writeString(
                    FILE,
                    operation + " " + ProcessHandle.current().pid() + " " + what + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a file is there; an empty name is no gate. */
    static void waitFor(String gate) {
        while (!gate.isEmpty() && !Files.exists(Path.of(gate))) {
            LockSupport.parkNanos(GATE_LOOK_NANOS);
        }
    }
}
