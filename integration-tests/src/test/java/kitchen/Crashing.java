package kitchen;

import io.msagent.Microservice;
import java.util.concurrent.locks.LockSupport;

/** Programs whose providers do not live long. */
public final class Crashing {
    private static final int STATUS = 7;

    private Crashing() {}

    private static void endUnlessCaller(String word) {
        if (System.getenv("MS_SERVE") != null) {
            System.err.println(word);
            Runtime.getRuntime().halt(STATUS);
        }
    }

    /** Ends before it serves. */
    static final class AtStart {
        static {
            endUnlessCaller("no licence for this machine");
        }

        private AtStart() {}

        @Microservice("crashes-at-start")
        static String query() {
            return "";
        }
    }

    /** Ends soon after it has begun to serve. */
    static final class Soon {
        private static final long SOON_NANOS = 1_500_000_000;

        static {
            Thread end = new Thread(() -> {
                LockSupport.parkNanos(SOON_NANOS);
                endUnlessCaller("out of memory, as it were");
            });
            end.setDaemon(true);
            end.start();
        }

        private Soon() {}

        @Microservice("crashes-soon")
        static String query() {
            LockSupport.parkNanos(Long.MAX_VALUE);
            return "";
        }
    }

    /** Queries one of them ({@code at-start}, {@code soon}) once. */
    public static void main(String[] arguments) {
        try {
            System.out.println(arguments[0].equals("at-start") ? AtStart.query() : Soon.query());
        } catch (RuntimeException | Error e) {
            System.out.println("FAILED " + e);
        }
    }
}
