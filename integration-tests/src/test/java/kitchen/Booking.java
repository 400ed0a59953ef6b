package kitchen;

import io.msagent.Microservice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Books numbers, each of which must be booked once: every body that starts leaves a line in the ledger, and every call one
 * in the output.
 */
public final class Booking {
    private static final AtomicLong NEXT = new AtomicLong();

    private Booking() {}

    @Microservice(value = "booking", idempotent = false, fallback = Microservice.Fallback.NONE)
    static long book(String ledger, long number) {
        append(ledger, number);
        return ProcessHandle.current().pid();
    }

    @Microservice(value = "booking-later", idempotent = false, fallback = Microservice.Fallback.NONE)
    static long bookLater(String ledger, long number, String gate) {
        append(ledger, number);
        await(gate);
        return ProcessHandle.current().pid();
    }

    /**
     * {@code load LEDGER THREADS STOP}: books without end until the file is there. {@code some LEDGER COUNT}: books so many.
     * {@code exit LEDGER GATE}: books one that waits for the gate, and three more in a shutdown hook. {@code idle LEDGER}:
     * books one and does nothing more.
     */
    public static void main(String[] arguments) throws Exception {
        String ledger = arguments[1];
        switch (arguments[0]) {
            case "load" -> load(ledger, Integer.parseInt(arguments[2]), arguments[3]);
            case "some" -> {
                for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
                    say(() -> book(ledger, NEXT.incrementAndGet()));
                }
            }
            case "exit" -> {
                say(() -> book(ledger, NEXT.incrementAndGet()));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    for (int i = 0; i < 3; i++) {
                        say(() -> book(ledger, NEXT.incrementAndGet()));
                    }
                }));
                say(() -> bookLater(ledger, NEXT.incrementAndGet(), arguments[2]));
            }
            default -> {
                say(() -> book(ledger, NEXT.incrementAndGet()));
                LockSupport.park();
            }
        }
    }

    private static void load(String ledger, int threads, String stop) throws InterruptedException {
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread caller = new Thread(() -> {
                while (!Files.exists(Path.of(stop))) {
                    say(() -> book(ledger, NEXT.incrementAndGet()));
                }
            });
            caller.start();
            callers.add(caller);
        }
        for (Thread caller : callers) {
            caller.join();
        }
    }

    private interface Call {
        long make();
    }

    private static void say(Call call) {
        String line;
        try {
            line = "booked by " + call.make();
        } catch (RuntimeException | Error e) {
            line = "FAILED " + e;
        }
        System.out.println(line);
        System.out.flush();
    }

    private static void append(String ledger, long number) {
        try {
            Files.write(
                    Path.of(ledger),
                    (number + "\n").getBytes(StandardCharsets.US_ASCII),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(String gate) {
        while (!Files.exists(Path.of(gate))) {
            LockSupport.parkNanos(20_000_000);
        }
    }
}
