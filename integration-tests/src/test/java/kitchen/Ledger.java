package kitchen;

import io.msagent.Microservice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/**
 * Methods of both retry classes that write each run of their body into the file which the system property {@code ledger}
 * names, and then do what they are told.
 */
public final class Ledger {
    private static final Path FILE = Path.of(System.getProperty("ledger", "ledger"));
    private static final long GATE_LOOK_NANOS = 20_000_000;

    private Ledger() {}

    @Microservice("again")
    static long again(long n, String how) {
        return run(n, how);
    }

    @Microservice(value = "once", idempotent = false)
    static long once(long n, String how) {
        return run(n, how);
    }

    @Microservice(value = "again-short", timeout = "4s")
    static long againShort(long n, String how) {
        return run(n, how);
    }

    @Microservice(value = "once-short", idempotent = false, timeout = "4s")
    static long onceShort(long n, String how) {
        return run(n, how);
    }

    @Microservice(value = "nobody-again-local", timeout = "1s", fallback = Microservice.Fallback.LOCAL)
    static long nobodyAgainLocal(long n, String how) {
        return run(n, how);
    }

    @Microservice(
            value = "nobody-once-local",
            idempotent = false,
            timeout = "1s",
            fallback = Microservice.Fallback.LOCAL)
    static long nobodyOnceLocal(long n, String how) {
        return run(n, how);
    }

    @Microservice(value = "nobody-again", timeout = "1s", fallback = Microservice.Fallback.NONE)
    static long nobodyAgain(long n, String how) {
        return run(n, how);
    }

    @Microservice(value = "nobody-once", idempotent = false, timeout = "1s", fallback = Microservice.Fallback.NONE)
    static long nobodyOnce(long n, String how) {
        return run(n, how);
    }

    @Microservice(value = "nobody", timeout = "1m")
    static long nobody(long n, String how) {
        return run(n, how);
    }

    private static long run(long n, String how) {
        write(n, "began");
        if (how.equals("throw")) {
            throw new IllegalStateException("told to throw " + n);
        }
        if (how.equals("nested")) {
            try {
                nobody(n + 1, "");
            } catch (RuntimeException e) {
                write(n, Puppet.describe(e));
            }
        }
        if (how.startsWith("wait:")) {
            Path gate = Path.of(how.substring("wait:".length()));
            while (!Files.exists(gate)) {
                LockSupport.parkNanos(GATE_LOOK_NANOS);
            }
        }
        write(n, "ended");
        return n;
    }

    /** One write of one short line, which no other process's can come into. */
    private static void write(long n, String what) {
        try {
            Files.writeString(
                    FILE,
                    n + " " + ProcessHandle.current().pid() + " " + what + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
