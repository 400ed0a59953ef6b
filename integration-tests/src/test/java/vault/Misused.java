package vault;

import io.msagent.Key;
import io.msagent.Microservice;
import java.io.InputStream;

/** Marks that could only go wrong, and what the first call of each is told. */
public final class Misused {
    private Misused() {}

    /** Has two keys. */
    public static class TwoKeys {
        @Microservice(stateful = true)
        public void call(@Key String one, @Key String other) {
            System.out.println("ran " + one + other);
        }
    }

    /** Has a state that cannot be written down. */
    public static class OpenFile {
        private final InputStream in = InputStream.nullInputStream();

        @Microservice(stateful = true, state = Microservice.State.DURABLE)
        public void call(@Key String key) {
            System.out.println("ran " + key + in);
        }
    }

    /** Wants to run here. */
    public static class Local {
        @Microservice(stateful = true, fallback = Microservice.Fallback.LOCAL)
        public void call(@Key String key) {
            System.out.println("ran " + key);
        }
    }

    /** Has a key that is no text. */
    public static class FloatingKey {
        @Microservice(stateful = true)
        public void call(@Key double key) {
            System.out.println("ran " + key);
        }
    }

    /** Has no object. */
    public static class Static {
        @Microservice(stateful = true)
        public static void call(@Key String key) {
            System.out.println("ran " + key);
        }
    }

    /** Makes each call once. */
    public static void main(String[] arguments) {
        tell("TwoKeys", () -> new TwoKeys().call("a", "b"));
        tell("OpenFile", () -> new OpenFile().call("a"));
        tell("Local", () -> new Local().call("a"));
        tell("FloatingKey", () -> new FloatingKey().call(1.5));
        tell("Static", () -> Static.call("a"));
    }

    private static void tell(String name, Runnable call) {
        try {
            call.run();
            System.out.println(name + ": returned");
        } catch (RuntimeException e) {
            System.out.println(name + ": " + e.getClass().getName() + ": "
                    + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
    }
}
