package kitchen;

import io.msagent.MicroserviceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A caller on strings. Reads lines {@code call METHOD N HOW} and {@code interrupt N}, makes each call of {@link Ledger} on
 * a thread of its own, and prints for each, when it
 * has begun, N and {@code begun}, and at its end one line with tabs: N, {@code returned} and the value, or N, {@code threw}, class,
 * whether the body may have run, whether the thread's interrupt flag is set, and the message.
 */
public final class Puppet {
    private static final Map<Long, Thread> CALLS = new ConcurrentHashMap<>();

    private Puppet() {}

    /** Ends with its input. */
    public static void main(String[] arguments) throws IOException {
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("interrupt")) {
                CALLS.get(Long.parseLong(words[1])).interrupt();
                continue;
            }
            long n = Long.parseLong(words[2]);
            Thread thread = new Thread(() -> System.out.println(outcome(words[1], n, words[3])), "call-" + n);
            CALLS.put(n, thread);
            thread.start();
            System.out.println(n + "\tbegun");
        }
        System.exit(0);
    }

    private static String outcome(String method, long n, String how) {
        try {
            return n + "\treturned\t" + call(method, n, how);
        } catch (RuntimeException | Error e) {
            return n + "\tthrew\t" + describe(e);
        }
    }

    private static long call(String method, long n, String how) {
        return switch (method) {
            case "again" -> Ledger.again(n, how);
            case "once" -> Ledger.once(n, how);
            case "again-short" -> Ledger.againShort(n, how);
            case "once-short" -> Ledger.onceShort(n, how);
            case "nobody" -> Ledger.nobody(n, how);
            case "nobody-again" -> Ledger.nobodyAgain(n, how);
            case "nobody-once" -> Ledger.nobodyOnce(n, how);
            case "nobody-again-local" -> Ledger.nobodyAgainLocal(n, how);
            case "nobody-once-local" -> Ledger.nobodyOnceLocal(n, how);
            default -> throw new IllegalArgumentException(method);
        };
    }

    static String describe(Throwable e) {
        return e.getClass().getName() + "\t" + (e instanceof MicroserviceException m && m.bodyMayHaveRun()) + "\t"
                + Thread.currentThread().isInterrupted() + "\t"
                + String.valueOf(e.getMessage()).replace('\n', ' ');
    }
}
