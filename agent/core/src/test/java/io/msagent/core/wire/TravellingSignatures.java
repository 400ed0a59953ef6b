package io.msagent.core.wire;

import io.msagent.core.wire.Samples.Basket;
import io.msagent.core.wire.Samples.Colour;
import io.msagent.core.wire.Samples.Derived;
import io.msagent.core.wire.Samples.Pair;
import io.msagent.core.wire.Samples.Point;
import io.msagent.core.wire.Samples.Shape;
import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;

/** One method for each declared type that travels. */
@SuppressWarnings("unused")
interface TravellingSignatures {
    void bool(boolean v);

    void int8(byte v);

    void int16(short v);

    void int32(int v);

    void int64(long v);

    void float32(float v);

    void float64(double v);

    void character(char v);

    void boxes(List<Long> v);

    void string(String v);

    void bigInteger(BigInteger v);

    void bigDecimal(BigDecimal v);

    void colour(Colour v);

    void timeUnit(TimeUnit v);

    void bytes(byte[] v);

    void chars(char[] v);

    void ints(int[] v);

    void booleans(boolean[] v);

    void shorts(short[] v);

    void longs(long[] v);

    void floats(float[] v);

    void doubles(double[] v);

    void strings(String[] v);

    void matrix(int[][] v);

    void cube(String[][][] v);

    void numbers(Number[] v);

    void varargs(Object... v);

    <T> void genericArray(List<T>[] v);

    void optional(Optional<String> v);

    void optionals(List<Optional<Integer>> v);

    void optionalInt(OptionalInt v);

    void optionalLong(OptionalLong v);

    void optionalDouble(OptionalDouble v);

    void instant(Instant v);

    void duration(Duration v);

    void period(Period v);

    void localDate(LocalDate v);

    void localTime(LocalTime v);

    void localDateTime(LocalDateTime v);

    void offsetDateTime(OffsetDateTime v);

    void offsetTime(OffsetTime v);

    void zonedDateTime(ZonedDateTime v);

    void year(Year v);

    void yearMonth(YearMonth v);

    void monthDay(MonthDay v);

    void dayOfWeek(DayOfWeek v);

    void zoneId(ZoneId v);

    void zoneOffset(ZoneOffset v);

    void uuid(UUID v);

    void uri(URI v);

    void url(URL v);

    void locale(Locale v);

    void currency(Currency v);

    void charset(Charset v);

    void path(Path v);

    void file(File v);

    void inet(InetAddress v);

    void timeZone(TimeZone v);

    void date(Date v);

    void mathContext(MathContext v);

    void bitSet(BitSet v);

    void list(List<String> v);

    void points(List<Point> v);

    void collection(Collection<Integer> v);

    void set(Set<String> v);

    void sortedSet(SortedSet<Integer> v);

    void linkedList(LinkedList<String> v);

    void copyOnWrite(CopyOnWriteArrayList<String> v);

    void enumSet(EnumSet<Colour> v);

    void colours(Set<Colour> v);

    void map(Map<String, Integer> v);

    void mapOfLists(Map<String, List<Point>> v);

    void mapByInt(Map<Integer, String> v);

    void mapByPoint(Map<Point, Colour> v);

    void mapByLists(Map<List<String>, Map<Long, Set<UUID>>> v);

    void sortedMap(SortedMap<String, Integer> v);

    void concurrentMap(ConcurrentMap<String, Integer> v);

    void enumMap(EnumMap<Colour, String> v);

    void byColour(Map<Colour, String> v);

    void entry(Map.Entry<String, Integer> v);

    void point(Point v);

    void pair(Pair<Point, List<Colour>> v);

    void pairOfAny(Pair<?, ? extends Shape> v);

    void shape(Shape v);

    void shapes(List<? extends Shape> v);

    void derived(Derived v);

    void basket(Basket v);

    void anything(Object v);

    void comparable(Comparable<?> v);

    void number(Number v);

    void text(CharSequence v);

    <T> void any(T v);

    <T extends Shape> void bounded(T v);

    <T extends Comparable<T>> void recursive(List<T> v);

    void frozen(Samples.FrozenList<Samples.Point> v);
}
