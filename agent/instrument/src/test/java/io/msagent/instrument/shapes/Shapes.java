package io.msagent.instrument.shapes;

import io.msagent.Microservice;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Every shape of method that a class can have. Each body counts itself. */
public class Shapes<T extends Comparable<T>> {
    public static int bodies;

    private static <V> V body(V value) {
        bodies++;
        return value;
    }

    @Microservice
    public static boolean ofBoolean(boolean a) {
        return body(a);
    }

    @Microservice
    public static byte ofByte(byte a) {
        return body(a);
    }

    @Microservice
    public static short ofShort(short a) {
        return body(a);
    }

    @Microservice
    public static char ofChar(char a) {
        return body(a);
    }

    @Microservice
    public static int ofInt(int a) {
        return body(a);
    }

    @Microservice
    public static long ofLong(long a) {
        return body(a);
    }

    @Microservice
    public static float ofFloat(float a) {
        return body(a);
    }

    @Microservice
    public static double ofDouble(double a) {
        return body(a);
    }

    @Microservice
    public static void ofNothing() {
        body(0);
    }

    @Microservice
    public static int[] ofArrays(int[] a, long[][] b, String[]... c) {
        return body(a);
    }

    @Microservice
    public static String mixed(long a, String b, double c, Object d, boolean e, byte f) {
        return body(b + a + c + d + e + f);
    }

    @Microservice
    public String ofInstance(String a) {
        return body(a);
    }

    @Microservice
    private String ofPrivate(String a) {
        return body(a);
    }

    @Microservice
    protected final synchronized String ofProtected(String a) {
        return body(a);
    }

    @Microservice
    static synchronized String ofPackage(String a) {
        return body(a);
    }

    @Microservice
    public int overloaded(int a) {
        return body(a);
    }

    @Microservice
    public String overloaded(String a) {
        return body(a);
    }

    @Microservice
    public strictfp T ofGeneric(T a, List<? super T> b) {
        return body(a);
    }

    @Microservice
    public <E extends Exception> Map<String, List<T>> ofGenericMethod(E a, BigDecimal... b) throws E {
        return body(Map.of());
    }

    @Microservice
    public String ofChecked(String a) throws IOException {
        if (a == null) {
            throw new IOException("null");
        }
        return body(a);
    }

    @Microservice
    public CompletableFuture<String> ofFuture(String a) {
        return body(CompletableFuture.completedFuture(a));
    }

    @Microservice
    @SuppressWarnings({"Finally", "EmptyCatch"})
    public int ofTryFinally(int a) {
        int result = a;
        try {
            for (int i = 0; i < a; i++) {
                try {
                    result += Integer.parseInt("x" + i);
                } catch (NumberFormatException e) {
                    result++;
                } finally {
                    result--;
                }
            }
            return result;
        } finally {
            bodies++;
        }
    }

    @Microservice
    public String ofLargeFrame(int a, long b, double c, String d) {
        List<Supplier<String>> later = new ArrayList<>();
        long e = b * 2;
        double f = c * e;
        Object g = a > 3 ? (Object) d : (Object) Integer.valueOf(a);
        for (int h = 0; h < 3; h++) {
            long i = e + h;
            String j = switch (h) {
                case 0 -> d + i;
                case 1 -> {
                    double k = f * i;
                    yield g.toString() + k;
                }
                default -> "last";
            };
            later.add(() -> j + i);
        }
        synchronized (later) {
            return body(later.get(0).get() + g + f);
        }
    }

    @Microservice
    public int ofRecursion(int a) {
        return a == 0 ? body(0) : 1 + ofRecursion(a - 1);
    }

    public static class Nested {
        @Microservice
        public String nested(String a) {
            return body(a);
        }

        public class Inner {
            @Microservice
            public String inner(String a) {
                return body(a);
            }
        }
    }

    public static final class Final {
        @Microservice
        public String inFinal(String a) {
            return body(a);
        }
    }

    public record Point(int x, int y) {
        @Microservice
        public int sum(int z) {
            return body(x + y + z);
        }
    }

    public enum Operation {
        PLUS {
            @Override
            @Microservice
            public int apply(int a, int b) {
                return body(a + b);
            }
        };

        public abstract int apply(int a, int b);

        @Microservice
        public String label(String a) {
            return body(name() + a);
        }
    }

    public interface Greeter {
        @Microservice
        default String greet(String a) {
            return body(hidden(a));
        }

        @Microservice
        static String greetAll(String a) {
            return body(a);
        }

        @Microservice
        private String hidden(String a) {
            return body(a);
        }
    }

    public static class Polite implements Greeter {}

    public static Object anonymous() {
        return new Object() {
            @Microservice
            public String anonymous(String a) {
                return body(a);
            }
        };
    }

    public static Object local() {
        class Local {
            @Microservice
            public String local(String a) {
                return body(a);
            }
        }
        return new Local();
    }
}
