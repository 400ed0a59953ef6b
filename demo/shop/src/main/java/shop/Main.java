package shop;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** {@code java -jar demo.jar [--calls N]}: makes N calls (default 100) and prints one line for each, and a checksum. */
public final class Main {
    private static final int DEFAULT_CALLS = 100;
    private static final int MOST_CALLS = 10_000_000;

    private Main() {}

    /** Runs the program; exits with status 2 if the command line cannot be understood. */
    public static void main(String[] args) {
        int calls = args.length == 0 ? DEFAULT_CALLS : calls(args);
        if (calls < 0) {
            System.err.println("shop: " + String.join(" ", args) + " (expected: --calls N, N from 0 to " + MOST_CALLS
                    + "; default " + DEFAULT_CALLS + ")");
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

    /** The number behind {@code --calls}, or -1. */
    private static int calls(String[] args) {
        if (args.length != 2 || !args[0].equals("--calls") || !args[1].matches("\\d{1,8}")) {
            return -1;
        }
        int calls = Integer.parseInt(args[1]);
        return calls <= MOST_CALLS ? calls : -1;
    }
}
