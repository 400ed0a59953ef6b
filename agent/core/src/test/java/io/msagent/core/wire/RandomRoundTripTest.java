package io.msagent.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.wire.Samples.Circle;
import io.msagent.core.wire.Samples.Colour;
import io.msagent.core.wire.Samples.Pair;
import io.msagent.core.wire.Samples.Point;
import io.msagent.core.wire.Samples.Shape;
import io.msagent.core.wire.Samples.Square;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values nobody thought of; the seed is the test's name. */
class RandomRoundTripTest {
    @SuppressWarnings("unused")
    interface Signatures {
        void anything(Object v);

        void typed(Map<Integer, List<Pair<Shape, ZonedDateTime>>> v);
    }

    private static Object any(Random random, int depth) {
        int kinds = depth > 0 ? 20 : 15;
        return switch (random.nextInt(kinds)) {
            case 0 -> null;
            case 1 -> random.nextInt();
            case 2 -> random.nextLong();
            case 3 -> Double.longBitsToDouble(random.nextLong());
            case 4 -> Float.intBitsToFloat(random.nextInt());
            case 5 -> text(random);
            case 6 -> (char) random.nextInt(1 << 16);
            case 7 -> new BigDecimal(new BigInteger(random.nextInt(300), random), random.nextInt(200) - 100);
            case 8 -> Duration.ofSeconds(random.nextLong(), random.nextInt(1_000_000_000));
            case 9 -> instant(random);
            case 10 -> LocalDate.ofEpochDay(random.nextInt());
            case 11 -> new UUID(random.nextLong(), random.nextLong());
            case 12 -> Colour.values()[random.nextInt(2)];
            case 13 -> new Point(random.nextInt(), random.nextInt());
            case 14 -> (short) random.nextInt();
            case 15 -> many(random, () -> any(random, depth - 1));
            case 16 -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                many(random, () -> map.put(any(random, 0), any(random, depth - 1)));
                yield map;
            }
            case 17 -> new TreeSet<>(many(random, () -> text(random)));
            case 18 -> new Pair<>(any(random, depth - 1), any(random, depth - 1));
            default -> new ArrayList<>(many(random, () -> new Circle(random.nextGaussian())));
        };
    }

    private static <T> List<T> many(Random random, Supplier<T> one) {
        List<T> list = new ArrayList<>();
        IntStream.range(0, random.nextInt(5)).forEach(i -> list.add(one.get()));
        return list;
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(12), 0, random.nextBoolean() ? 128 : 1 << 16)
                .collect(StringBuilder::new, (b, c) -> b.append((char) c), StringBuilder::append)
                .toString();
    }

    private static Instant instant(Random random) {
        return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20_240_229})
    void arriveEqual(long seed) {
        Random random = new Random(seed);
        MethodCodec codec = Wires.codec(Signatures.class, "anything", "io.msagent.core.wire.Samples*");
        for (int i = 0; i < 500; i++) {
            Object value = any(random, 4);
            assertThat(Wires.sent(codec, value)).as(Wires.written(codec, value)).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void arriveEqualWhereTheSignatureSaysMore(long seed) {
        Random random = new Random(seed);
        MethodCodec codec = Wires.codec(Signatures.class, "typed");
        List<String> zones = new ArrayList<>(new TreeSet<>(ZoneId.getAvailableZoneIds()));
        for (int i = 0; i < 300; i++) {
            Map<Integer, List<Pair<Shape, ZonedDateTime>>> value = new LinkedHashMap<>();
            many(
                    random,
                    () -> value.put(random.nextInt(), many(random, () -> {
                        Shape shape =
                                random.nextBoolean() ? new Circle(random.nextDouble()) : new Square(random.nextInt());
                        ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
                        return new Pair<>(shape, instant(random).atZone(zone));
                    })));
            assertThat(Wires.sent(codec, value)).as(Wires.written(codec, value)).isEqualTo(value);
        }
    }

    /** Whatever bytes arrive, they are read or refused, and nothing else happens. */
    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void brokenJsonIsRefusedOrRead(long seed) {
        Random random = new Random(seed);
        MethodCodec codec = Wires.codec(Signatures.class, "anything", "io.msagent.core.wire.Samples*");
        int refused = 0;
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = codec.writeArguments(new Object[] {any(random, 4)});
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                assertThat(codec.readArguments(bytes, false).values()).hasSize(1);
            } catch (WireException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
