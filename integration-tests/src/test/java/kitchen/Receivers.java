package kitchen;

import io.msagent.Microservice;
import java.util.List;
import java.util.Map;

/** Methods of every place and kind: who they are called on, and where they stand. */
public final class Receivers {
    private Receivers() {}

    /** No fields: a fresh one serves. */
    public static class Stateless {
        @Microservice
        protected synchronized String greet(String name) {
            return "hello " + name + suffix();
        }

        private String suffix() {
            return "!";
        }
    }

    /** Fields travel by value, the superclass's too. */
    public static class Rates extends Base {
        private final Map<String, Integer> rates;

        public Rates(String currency, Map<String, Integer> rates) {
            super(currency);
            this.rates = rates;
        }

        @Microservice
        String rate(String of) {
            return rates.get(of) + " " + currency();
        }

        @Override
        String describe(int n) {
            return n + " rates";
        }
    }

    /** A superclass with state. */
    public abstract static class Base {
        private final String currency;

        Base(String currency) {
            this.currency = currency;
        }

        String currency() {
            return currency;
        }

        /** Marked here, overridden below: the mark holds for the override. */
        @Microservice
        abstract String describe(int n);
    }

    /** Overrides a marked method of its superclass and of an interface. */
    public static final class Euro extends Rates0 implements Named {
        public Euro() {
            super("EUR");
        }

        @Override
        String describe(int n) {
            return n + " " + currency();
        }

        @Override
        public String name() {
            return "euro";
        }
    }

    abstract static class Rates0 extends Base {
        Rates0(String currency) {
            super(currency);
        }
    }

    /** Marked interface methods: default and static ones, and one that is implemented elsewhere. */
    public interface Named {
        @Microservice
        String name();

        @Microservice
        default String shout(int times) {
            return (name() + "!").repeat(times);
        }

        @Microservice
        static String quiet(String text) {
            return text.toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A record's method runs on its components. */
    public record Point(int x, int y) {
        @Microservice
        public int distance(Point other) {
            return Math.abs(x - other.x) + Math.abs(y - other.y);
        }
    }

    /** An enum's method runs on its constant. */
    public enum Planet {
        EARTH(9.81),
        MARS(3.72);

        private final double gravity;

        Planet(double gravity) {
            this.gravity = gravity;
        }

        @Microservice
        public double weight(double mass) {
            return gravity * mass;
        }
    }

    /** Inner and anonymous classes bring what they capture. */
    public static final class Outer {
        private final int factor;

        public Outer(int factor) {
            this.factor = factor;
        }

        /** An inner class that uses its outer object. */
        public final class Inner {
            private final int offset;

            public Inner(int offset) {
                this.offset = offset;
            }

            @Microservice
            int compute(int v) {
                return v * factor + offset;
            }
        }

        /** Something to call. */
        public interface Op {
            int apply(int v);
        }

        public Op anonymous(List<Integer> captured) {
            return new Op() {
                @Override
                @Microservice
                public int apply(int v) {
                    return captured.stream().mapToInt(Integer::intValue).sum() + v * factor;
                }
            };
        }
    }

    /** A private static method, overloaded. */
    public static String hidden(int a, String b) {
        return secret(a) + secret(b);
    }

    @Microservice
    private static String secret(int v) {
        return "int" + v;
    }

    @Microservice
    private static String secret(String v) {
        return "string" + v;
    }
}
