package kitchen;

import io.msagent.Microservice;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;

/** Calls whose every step has its time, in milliseconds since the epoch with fractions. */
public final class Timed {
    private static final double INITIALISED = now();
    private static final double TICKS_A_SECOND = 100;
    private static final long PAUSE_NANOS = 5_000_000;

    private Timed() {}

    /** Process id; when the process began, its JVM, this class, and this body. */
    @Microservice("timed")
    static String time() throws IOException {
        double body = now();
        return ProcessHandle.current().pid() + " " + processBegan() + " "
                + ManagementFactory.getRuntimeMXBean().getStartTime() + " " + INITIALISED + " " + body;
    }

    /** What the process table says counts from a second's beginning; this does not. */
    private static double processBegan() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        double began = Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19]) / TICKS_A_SECOND;
        double up = Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]);
        return now() - (up - began) * 1_000;
    }

    private static double now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) / 1_000.0;
    }

    /**
     * Reads lines: {@code once} calls once; a number starts so many threads that call without end. Prints for each call when it
     * began and ended, and its answer, or {@code FAILED} and why. Ends with its input.
     */
    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("once")) {
                call();
            } else {
                for (int i = 0; i < Integer.parseInt(line); i++) {
                    new Thread(() -> {
                                while (true) {
                                    call();
                                    LockSupport.parkNanos(PAUSE_NANOS);
                                }
                            })
                            .start();
                }
            }
        }
        System.exit(0);
    }

    private static void call() {
        double begin = now();
        String outcome;
        try {
            outcome = time();
        } catch (IOException | RuntimeException | Error e) {
            outcome = "FAILED " + String.valueOf(e).replace('\n', ' ');
        }
        System.out.println(begin + " " + now() + " " + outcome);
    }
}
