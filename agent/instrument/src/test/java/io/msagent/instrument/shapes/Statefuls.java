package io.msagent.instrument.shapes;

import io.msagent.Key;
import io.msagent.Microservice;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Stateful services, good and bad. */
public class Statefuls {

    @Microservice(stateful = true, state = Microservice.State.DURABLE, timeout = "3s")
    public static class Cart {
        private final List<String> items = new ArrayList<>();

        public int add(String item, @Key String customer) {
            items.add(item + customer);
            return items.size();
        }

        @Microservice(stateful = true, state = Microservice.State.DURABLE, idempotent = true)
        int size(@Key String customer) {
            return items.size();
        }

        public int unkeyed() {
            return items.size();
        }
    }

    public static class ByMethod {
        private long count;

        @Microservice(stateful = true)
        long up(@Key long id) {
            count++;
            return count;
        }

        @Microservice(stateful = true)
        long down(@Key UUID id) {
            count--;
            return count;
        }
    }

    @Microservice(stateful = true)
    public interface Limiter {
        boolean tryAcquire(int permits, @Key TimeUnit per);
    }

    public static class Limited implements Limiter {
        private int granted;

        @Override
        public boolean tryAcquire(int permits, TimeUnit per) {
            granted += permits;
            return granted < 10;
        }
    }

    public static class External {
        private final InputStream held;

        public External(InputStream held) {
            this.held = held;
        }

        @Microservice(stateful = true, state = Microservice.State.EXTERNAL)
        static int read(@Key String name) {
            return name.length();
        }

        InputStream held() {
            return held;
        }
    }

    public static class TwoKeys {
        private int n;

        @Microservice(stateful = true)
        void move(@Key String from, @Key String to) {
            n++;
        }
    }

    public static class OddKey {
        private int n;

        @Microservice(stateful = true)
        void at(@Key double place) {
            n++;
        }
    }

    public static class Fallback {
        private int n;

        @Microservice(stateful = true, fallback = Microservice.Fallback.LOCAL)
        void count(@Key String key) {
            n++;
        }
    }

    public static class Unkept {
        private InputStream in = InputStream.nullInputStream();

        @Microservice(stateful = true)
        void read(@Key String key) {
            in = InputStream.nullInputStream();
        }
    }

    public static class KeptButForTransient {
        private transient InputStream in = InputStream.nullInputStream();
        private int n;

        @Microservice(stateful = true)
        void read(@Key String key) {
            in = InputStream.nullInputStream();
            n++;
        }
    }

    public static class Static {
        private static int n;

        @Microservice(stateful = true)
        static void count(@Key String key) {
            n++;
        }
    }

    public static class NeedsArgument {
        private int n;

        public NeedsArgument(int n) {
            this.n = n;
        }

        @Microservice(stateful = true)
        void count(@Key String key) {
            n++;
        }
    }

    public abstract static class Abstract {
        private int n;

        @Microservice(stateful = true)
        void count(@Key String key) {
            n++;
        }
    }

    public static class Later {
        private int n;

        @Microservice(stateful = true)
        CompletableFuture<Integer> count(@Key String key) {
            n++;
            return CompletableFuture.completedFuture(n);
        }
    }

    public static class Mixed {
        private int n;

        @Microservice(stateful = true)
        void count(@Key String key) {
            n++;
        }

        @Microservice
        int pure(int x) {
            return x + 1;
        }
    }

    public static class TwoNames {
        private int n;

        @Microservice(value = "one", stateful = true)
        void one(@Key String key) {
            n++;
        }

        @Microservice(value = "two", stateful = true)
        void two(@Key String key) {
            n++;
        }
    }

    public static class TwoKinds {
        private int n;

        @Microservice(stateful = true)
        void one(@Key String key) {
            n++;
        }

        @Microservice(stateful = true, state = Microservice.State.DURABLE)
        void two(@Key String key) {
            n++;
        }
    }

    public static class Meaningless {
        @Microservice(state = Microservice.State.DURABLE)
        int length(@Key String key) {
            return key.length();
        }
    }
}
