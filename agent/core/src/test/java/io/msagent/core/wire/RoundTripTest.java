package io.msagent.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.wire.Samples.Basket;
import io.msagent.core.wire.Samples.Circle;
import io.msagent.core.wire.Samples.Colour;
import io.msagent.core.wire.Samples.Derived;
import io.msagent.core.wire.Samples.Dot;
import io.msagent.core.wire.Samples.Order;
import io.msagent.core.wire.Samples.Pair;
import io.msagent.core.wire.Samples.Point;
import io.msagent.core.wire.Samples.Square;
import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of value there and back: equal, and of the same class. */
class RoundTripTest {

    private static final List<Arguments> ROWS = new ArrayList<>();

    private static void row(String signature, Object... values) {
        for (Object value : values) {
            ROWS.add(Arguments.of(signature, value));
        }
    }

    @SafeVarargs
    private static <T, C extends Collection<T>> C fill(C collection, T... elements) {
        Collections.addAll(collection, elements);
        return collection;
    }

    private static <K, V> Map<K, V> fill(Map<K, V> map, K key, V value) {
        map.put(key, value);
        return map;
    }

    static Stream<Arguments> rows() throws Exception {
        ROWS.clear();
        scalars();
        times();
        others();
        arrays();
        contents();
        application();
        general();
        return ROWS.stream();
    }

    private static void scalars() {
        row("bool", true, false);
        row("int8", (byte) 0, Byte.MIN_VALUE, Byte.MAX_VALUE);
        row("int16", Short.MIN_VALUE, Short.MAX_VALUE);
        row("int32", 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
        row("int64", Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1);
        row("float32", 0.1f, -0.0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN, Float.NEGATIVE_INFINITY, 16777217f);
        row("float64", 0.1, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, Double.POSITIVE_INFINITY, 1e22);
        row("character", 'a', '"', '\0', '\ud800', '\udfff', '\uffff');
        row("boxes", fill(new ArrayList<>(), 1L, null, Long.MAX_VALUE));
        row("string", "", "plain", "\"\\/\b\n\t\0\u001f", "äß€漢\ud83d\ude00", "\ud800 alone", "\udc00\ud800", null);
        row(
                "bigInteger",
                BigInteger.ZERO,
                BigInteger.TEN.pow(500),
                BigInteger.TWO.pow(64).negate());
        row(
                "bigDecimal",
                new BigDecimal("1.500"),
                new BigDecimal("1E+400"),
                new BigDecimal("-0.00"),
                new BigDecimal("1E-9"));
        row("colour", Colour.RED, Colour.GREEN, null);
        row("timeUnit", TimeUnit.NANOSECONDS);
    }

    private static void times() {
        row("instant", Instant.EPOCH, Instant.MAX, Instant.MIN, Instant.ofEpochSecond(1, 1));
        row("duration", Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));
        row("period", Period.of(1, -2, 3), Period.ZERO, Period.of(Integer.MIN_VALUE, 0, Integer.MAX_VALUE));
        row("localDate", LocalDate.MIN, LocalDate.MAX, LocalDate.of(2024, 2, 29));
        row("localTime", LocalTime.MAX, LocalTime.MIDNIGHT, LocalTime.of(1, 2, 3, 4));
        row("localDateTime", LocalDateTime.MIN, LocalDateTime.MAX);
        row(
                "offsetDateTime",
                OffsetDateTime.MAX,
                OffsetDateTime.of(2020, 1, 2, 3, 4, 5, 6, ZoneOffset.ofHoursMinutesSeconds(1, 2, 3)));
        row("offsetTime", OffsetTime.MIN, OffsetTime.MAX);
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        ZonedDateTime twice = ZonedDateTime.of(2023, 10, 29, 2, 30, 0, 1, berlin);
        row("zonedDateTime", twice, twice.withLaterOffsetAtOverlap(), twice.withZoneSameInstant(ZoneOffset.UTC));
        row(
                "zonedDateTime",
                twice.withZoneSameInstant(ZoneId.of("UTC")),
                twice.withZoneSameInstant(ZoneId.of("GMT+2")));
        row("year", Year.of(-5), Year.of(2024), Year.of(123_456));
        row("yearMonth", YearMonth.of(2024, 2), YearMonth.of(-1, 1), YearMonth.of(12_345, 12));
        row("monthDay", MonthDay.of(2, 29));
        row("dayOfWeek", DayOfWeek.SUNDAY);
        row("zoneId", berlin, ZoneOffset.UTC, ZoneId.of("UTC"));
        row("zoneOffset", ZoneOffset.MAX, ZoneOffset.ofHoursMinutesSeconds(-1, -2, -3));
    }

    private static void others() throws Exception {
        row("uuid", new UUID(1, -1));
        row("uri", URI.create("http://u@h:1/p?q#f"), URI.create("urn:x"), URI.create(""));
        row("url", new URL("http://127.0.0.1:80/a?b"));
        row("locale", Locale.ROOT, Locale.GERMANY, Locale.forLanguageTag("zh-Hans-CN"), new Locale("ja", "JP", "JP"));
        row("locale", new Locale("xx", "YY", "odd variant"));
        row("currency", Currency.getInstance("EUR"));
        row("charset", StandardCharsets.UTF_16LE);
        row("path", Path.of("a", "b c"), Path.of(""), Path.of("/").toAbsolutePath());
        row("file", new File("a/../b"));
        row(
                "inet",
                InetAddress.getByAddress("some.host", new byte[] {1, 2, 3, (byte) 255}),
                InetAddress.getByAddress(new byte[16]));
        row("timeZone", TimeZone.getTimeZone("Europe/Paris"), TimeZone.getTimeZone("GMT+05:30"));
        row(
                "date",
                new Date(Long.MIN_VALUE),
                new java.sql.Date(5),
                new java.sql.Time(6),
                java.sql.Timestamp.from(Instant.ofEpochSecond(1, 7)));
        row("mathContext", MathContext.DECIMAL64);
        row("bitSet", BitSet.valueOf(new long[] {1, 0, -1}), new BitSet());
    }

    private static void arrays() {
        row("bytes", new byte[] {}, new byte[] {0, -1, 127}, null);
        row("chars", new char[] {'a', '\ud800'});
        row("ints", new int[] {}, new int[] {1, -1}, new int[1000]);
        row("booleans", new boolean[] {true, false});
        row("shorts", new short[] {1, Short.MIN_VALUE});
        row("longs", new long[] {Long.MAX_VALUE});
        row("floats", new float[] {Float.NaN, 0.1f});
        row("doubles", new double[] {-0.0, Double.NEGATIVE_INFINITY});
        row("strings", new String[] {"a", null, ""}, new String[0]);
        row("matrix", (Object) new int[][] {{1}, {}, null, {2, 3}});
        row("cube", (Object) new String[][][] {{{"x"}}, {}});
        row("numbers", new Number[] {1, 2L, 0.5, BigInteger.ONE, (byte) 3}, new Integer[] {1}, new BigDecimal[] {
            BigDecimal.TEN
        });
        row("varargs", new Object[] {1, "a", null, true, 2.5, new int[] {3}, List.of(1)}, new String[] {"as strings"});
        row("genericArray", (Object) new List<?>[] {new ArrayList<>(List.of("a", 1)), null});
        row("anything", new int[] {1}, new byte[][] {{1}}, new String[][] {{"a"}}, new TimeUnit[] {TimeUnit.DAYS});
    }

    private static void contents() {
        row("optional", Optional.empty(), Optional.of("x"), null);
        row("optionals", fill(new ArrayList<>(), Optional.of(1), Optional.empty(), null));
        row("optionalInt", OptionalInt.of(-1), OptionalInt.empty());
        row("optionalLong", OptionalLong.of(Long.MIN_VALUE));
        row("optionalDouble", OptionalDouble.of(Double.NaN), OptionalDouble.empty());
        row(
                "list",
                new ArrayList<>(),
                fill(new LinkedList<>(), "a", null),
                fill(new Vector<>(), "v"),
                fill(new Stack<>(), "s"));
        row("list", fill(new CopyOnWriteArrayList<>(), "c"), null);
        row("points", fill(new ArrayList<>(), new Point(1, 2), null));
        row(
                "collection",
                fill(new ArrayList<>(), 1),
                fill(new LinkedHashSet<>(), 3, 1),
                fill(new TreeSet<>(), 2),
                fill(new HashSet<>(), 7, 8));
        row(
                "set",
                fill(new LinkedHashSet<>(), "z", null, "a"),
                fill(new TreeSet<>(Comparator.reverseOrder()), "a", "b"));
        row("set", fill(new ConcurrentSkipListSet<>(), "a"), fill(new CopyOnWriteArraySet<>(), "b"));
        row("sortedSet", fill(new TreeSet<>(), 3, 1, 2), fill(new TreeSet<>(Collections.reverseOrder()), 3, 1, 2));
        row("linkedList", fill(new LinkedList<>(), "a"));
        row("copyOnWrite", fill(new CopyOnWriteArrayList<>(), "a"));
        row("enumSet", EnumSet.of(Colour.GREEN), EnumSet.noneOf(Colour.class));
        row("colours", EnumSet.allOf(Colour.class), fill(new LinkedHashSet<>(), Colour.GREEN, Colour.RED));
        row(
                "map",
                new LinkedHashMap<>(),
                fill(new TreeMap<>(String.CASE_INSENSITIVE_ORDER), "A", 1),
                fill(new Hashtable<>(), "h", 1));
        row(
                "map",
                fill(fill(new LinkedHashMap<>(), "@class", 1), "@value", 2),
                fill(new LinkedHashMap<>(), null, null));
        row("map", fill(new LinkedHashMap<>(), "odd \ud800 \0 \" key", 1), fill(new LinkedHashMap<>(), "", 0));
        row("mapOfLists", fill(new LinkedHashMap<>(), "a", fill(new ArrayList<>(), new Point(0, 0))));
        row("mapByInt", fill(fill(new LinkedHashMap<>(), 2, "b"), 1, null), fill(new TreeMap<>(), 1, "x"));
        row(
                "mapByPoint",
                fill(new LinkedHashMap<>(), new Point(1, 1), Colour.GREEN),
                fill(new LinkedHashMap<>(), null, null));
        row(
                "mapByLists",
                fill(
                        new LinkedHashMap<>(),
                        List.of("k"),
                        fill(new LinkedHashMap<>(), 5L, fill(new LinkedHashSet<>(), new UUID(0, 0)))));
        row("sortedMap", fill(new TreeMap<>(), "a", 1), fill(new ConcurrentSkipListMap<>(), "b", 2));
        row("concurrentMap", fill(new ConcurrentHashMap<>(), "a", 1));
        row("enumMap", fill(new EnumMap<Colour, String>(Colour.class), Colour.GREEN, "g"), new EnumMap<>(Colour.class));
        row("byColour", fill(new EnumMap<Colour, String>(Colour.class), Colour.RED, "r"));
        row("entry", new AbstractMap.SimpleEntry<>("k", 1), new AbstractMap.SimpleImmutableEntry<>(null, null));
    }

    private static void application() {
        row(
                "frozen",
                Samples.FrozenList.copyOf(List.of(new Point(1, 2), new Point(3, 4))),
                Samples.FrozenList.copyOf(List.of()));
        row("point", new Point(Integer.MIN_VALUE, 7), null);
        row("pair", new Pair<>(new Point(1, 2), fill(new ArrayList<>(), Colour.GREEN, null)), new Pair<>(null, null));
        row("pairOfAny", new Pair<>("text", new Circle(1)), new Pair<>(null, Dot.DOT));
        row("shape", new Circle(2), new Square(3), Dot.DOT);
        row("shapes", fill(new ArrayList<>(), new Circle(2), new Square(3), null));
        row("bounded", new Square(1));
        row(
                "derived",
                new Derived("base", "own", fill(new ArrayList<>(), new Point(1, 2)), 1, 2),
                new Derived(null, "x", null));
        row("recursive", fill(new ArrayList<>(), "a", "b"));
        Basket basket = new Basket();
        basket.owner = "me";
        basket.add(new Point(1, 2));
        row("basket", basket);
    }

    private static void general() {
        row(
                "anything",
                "s",
                1,
                true,
                2.5,
                1L,
                1f,
                (byte) 1,
                'c',
                Double.NaN,
                new BigDecimal("1.0"),
                Duration.ofDays(1),
                null);
        row(
                "anything",
                fill(new HashSet<>(), "a"),
                fill(new HashMap<>(), "a", 1L),
                fill(new ArrayList<>(), 1, "x", 2L));
        row(
                "anything",
                TimeUnit.DAYS,
                Path.of("x"),
                Optional.of(1L),
                new UUID(1, 2),
                new String[] {"a"},
                ZoneId.of("UTC"));
        row("comparable", "s", 5, 5L, LocalDate.EPOCH);
        row("number", 1, 1L, 2.5, 2.5f, BigInteger.ONE);
        row("text", "plain");
        row("any", "s", 3L);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("rows")
    void arrivesEqualAndOfTheSameClass(String signature, Object value) {
        MethodCodec codec = Wires.codec(TravellingSignatures.class, signature);
        Object arrived = Wires.sent(codec, value);
        if (value == null) {
            assertThat(arrived).isNull();
            return;
        }
        assertThat(arrived.getClass()).isEqualTo(value.getClass());
        assertThat(Objects.deepEquals(arrived, value))
                .as("%s equals %s", arrived, value)
                .isTrue();
        if (!value.getClass().isArray()) {
            assertThat(arrived).hasToString(value.toString());
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("rows")
    void isTheSameJsonAfterTheTrip(String signature, Object value) {
        MethodCodec codec = Wires.codec(TravellingSignatures.class, signature);
        String json = Wires.written(codec, value);
        assertThat(Wires.written(codec, Wires.read(codec, json))).isEqualTo(json);
    }

    /** A comparator of the application is a value of a general type. */
    @Test
    void aSortedSetKeepsAnAllowedComparator() {
        MethodCodec codec = Wires.codec(TravellingSignatures.class, "set", Order.class.getName());
        TreeSet<?> arrived = (TreeSet<?>) Wires.sent(codec, fill(new TreeSet<>(Order.BY_LENGTH), "aaa", "b"));
        assertThat(arrived.comparator()).isSameAs(Order.BY_LENGTH);
        assertThat(arrived.toString()).isEqualTo("[b, aaa]");
    }
}
