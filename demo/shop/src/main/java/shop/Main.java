package shop;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * {@code java -jar demo.jar [--calls N]}: makes N calls (default 100) and prints one line for each, and a checksum.
 *
 * <p>{@code java -jar demo.jar --rush N}: for N seconds, or with 0 until its input ends, many callers ask a rate limiter for
 * permits and fill their carts; status 1 if the limit was exceeded or anything was lost.
 */
public final class Main {
    private static final int DEFAULT_CALLS = 100;
    private static final int MOST_CALLS = 10_000_000;
    private static final int MOST_SECONDS = 86_400;

    private Main() {}

    /** Runs the program; exits with status 2 if the command line cannot be understood. */
    public static void main(String[] args) throws InterruptedException {
        int seconds = number(args, "--rush", MOST_SECONDS);
        int calls = args.length == 0 ? DEFAULT_CALLS : number(args, "--calls", MOST_CALLS);
        if (seconds >= 0) {
            System.exit(new Rush(System.out).run(seconds) ? 0 : 1);
        }
        if (calls < 0) {
            System.err.println("shop: " + String.join(" ", args) + " (expected: --calls N, N from 0 to " + MOST_CALLS
                    + "; default " + DEFAULT_CALLS + "; or --rush N, N from 0 to " + MOST_SECONDS + ")");
            System.exit(2);
        }
        run(calls, System.out);
    }

    static void run(int calls, PrintStream out) {
        Teller teller = new Teller();
        CRC32 checksum = new CRC32();
        for (int number = 0; number < calls; number++) {
            String line = teller.tell(number);
            checksum.update(line.getBytes(StandardCharsets.UTF_8));
            out.print(line + "\n");
            out.flush();
        }
        out.print("checksum of " + calls + " calls: " + Long.toHexString(checksum.getValue()) + "\n");
        out.flush();
    }

    /** The number behind an option, or -1. */
    private static int number(String[] args, String option, int most) {
        if (args.length != 2 || !args[0].equals(option) || !args[1].matches("\\d{1,8}")) {
            return -1;
        }
        int number = Integer.parseInt(args[1]);
        return number <= most ? number : -1;
    }
}
