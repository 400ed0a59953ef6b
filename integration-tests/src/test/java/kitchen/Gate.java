package kitchen;

import io.msagent.Microservice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A body that runs until somebody makes a file. */
public final class Gate {
    private Gate() {}

    @Microservice("gate")
    static String pass(String file) {
        while (!Files.exists(Path.of(file))) {
            LockSupport.parkNanos(20_000_000);
        }
        return "passed";
    }

    /** Passes once. */
    public static void main(String[] arguments) {
        System.out.println(pass(arguments[0]));
    }
}
