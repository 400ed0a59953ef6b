package kitchen;

import io.msagent.Microservice;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;

/** Every type, sent there and back. One service for the whole class. */
@Microservice("kitchen-values")
public final class Values {
    private Values() {}

    /** A record that holds the others. */
    record Order(String id, LocalDate day, BigDecimal total, List<Line> lines, Map<Size, Integer> bySize) {}

    /** A line of it. */
    record Line(String sku, int count, Optional<String> note) {}

    /** A generic record. */
    record Pair<A, B>(A first, B second) {}

    /** An enum whose constants have bodies. */
    enum Size {
        SMALL {
            @Override
            int factor() {
                return 1;
            }
        },
        LARGE {
            @Override
            int factor() {
                return 10;
            }
        };

        abstract int factor();
    }

    public static long process() {
        return ProcessHandle.current().pid();
    }

    public static boolean echo(boolean v) {
        return v;
    }

    public static byte echo(byte v) {
        return v;
    }

    public static char echo(char v) {
        return v;
    }

    public static short echo(short v) {
        return v;
    }

    public static int echo(int v) {
        return v;
    }

    public static long echo(long v) {
        return v;
    }

    public static float echo(float v) {
        return v;
    }

    public static double echo(double v) {
        return v;
    }

    public static String echo(String v) {
        return v;
    }

    public static Integer echo(Integer v) {
        return v;
    }

    public static BigInteger echo(BigInteger v) {
        return v;
    }

    public static BigDecimal echo(BigDecimal v) {
        return v;
    }

    public static Instant echo(Instant v) {
        return v;
    }

    public static ZonedDateTime echo(ZonedDateTime v) {
        return v;
    }

    public static Duration echo(Duration v) {
        return v;
    }

    public static UUID echo(UUID v) {
        return v;
    }

    public static Optional<List<String>> echo(Optional<List<String>> v) {
        return v;
    }

    public static int[] echo(int[] v) {
        return v;
    }

    public static byte[] echo(byte[] v) {
        return v;
    }

    public static String[][] echo(String[][] v) {
        return v;
    }

    public static List<Map<String, Set<Long>>> nested(List<Map<String, Set<Long>>> v) {
        return v;
    }

    public static SortedMap<Integer, String> sorted(SortedMap<Integer, String> v) {
        return v;
    }

    public static Map<Line, Size> byRecord(Map<Line, Size> v) {
        return v;
    }

    public static EnumMap<Size, int[]> byEnum(EnumMap<Size, int[]> v) {
        return v;
    }

    public static Collection<? extends Shape> shapes(Collection<? extends Shape> v) {
        return v;
    }

    public static Shape echo(Shape v) {
        return v;
    }

    public static Order echo(Order v) {
        return v;
    }

    public static Pair<Line, Pair<Integer, Size[]>> pair(Pair<Line, Pair<Integer, Size[]>> v) {
        return v;
    }

    public static <T extends Comparable<T>> T largest(List<T> v) {
        return v.stream().max(T::compareTo).orElse(null);
    }

    public static String join(String separator, Object... parts) {
        StringBuilder out = new StringBuilder();
        for (Object part : parts) {
            out.append(separator).append(part == null ? "null" : part.getClass().getSimpleName() + ":" + part);
        }
        return out.toString();
    }

    public static void nothing() {}

    static String notPublic() {
        return "a mark on the class means its public methods: "
                + ProcessHandle.current().pid();
    }
}
