package io.msagent.instrument.shapes;

import io.msagent.Microservice;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Receivers of every kind. */
@SuppressWarnings("UnusedVariable")
public class Holders {
    public static class Stateless {
        static final int CONSTANT = 1;

        @Microservice
        public String work() {
            return "";
        }
    }

    public static class Overriding extends Stateless {}

    public static class NeedsArgument {
        public NeedsArgument(int unused) {}

        @Microservice
        public String work() {
            return "";
        }
    }

    public abstract static class Abstract {
        @Microservice
        public String work() {
            return "";
        }
    }

    public static class ByValue {
        private final String name = "";
        private final List<Map<String, Address>> addresses = List.of();
        private final Runnable general = () -> {};

        @Microservice
        public String work() {
            return "";
        }
    }

    public static class InheritsState extends ByValue {
        @Override
        public String work() {
            return "";
        }
    }

    public static class Locked {
        private final ReentrantLock lock = new ReentrantLock();

        @Microservice
        public String work() {
            return "";
        }
    }

    public static class HoldsLocked {
        private final List<String> harmless = List.of();
        private final Locked inner = new Locked();

        @Microservice
        public String work() {
            return "";
        }
    }

    public static class Address {
        private final String street = "";
        private final Address next = null;
    }

    public static class Announced {
        private final int n;

        public Announced() {
            this(1);
        }

        public Announced(int n) {
            if (n < 0) {
                throw new IllegalArgumentException();
            }
            this.n = n;
        }

        @Microservice
        public int work() {
            return n;
        }
    }
}
