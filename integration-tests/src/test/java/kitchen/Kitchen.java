package kitchen;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Calls everything and checks it; prints {@code kitchen: N held, M failed} last and exits 0 if all held. */
public final class Kitchen {
    private final Checks checks = new Checks();

    private Kitchen() {}

    /** Arguments: {@code local}, {@code loopback} or {@code processes}: where bodies are expected to run. */
    public static void main(String[] arguments) throws Exception {
        Kitchen kitchen = new Kitchen();
        kitchen.places(arguments[0]);
        kitchen.scalars();
        kitchen.structures();
        kitchen.exceptions(arguments[0]);
        kitchen.asynchronous(arguments[0]);
        kitchen.receivers();
        System.exit(kitchen.checks.report());
    }

    private void places(String mode) {
        boolean here = Values.process() == ProcessHandle.current().pid();
        checks.equal("bodies run in another process", mode.equals("processes"), () -> !here);
        Values.Line sent = new Values.Line("a", 1, Optional.empty());
        Values.Pair<Values.Line, Values.Pair<Integer, Values.Size[]>> back =
                Values.pair(new Values.Pair<>(sent, new Values.Pair<>(7, null)));
        checks.equal("arguments are copies", !mode.equals("local"), () -> back.first() != sent);
        checks.equal(
                "unmarked methods stay here",
                "a mark on the class means its public methods: "
                        + ProcessHandle.current().pid(),
                Values::notPublic);
    }

    private void scalars() {
        checks.equal("boolean", true, () -> Values.echo(true));
        checks.equal("byte", (byte) -128, () -> Values.echo((byte) -128));
        checks.equal("char", '\uD83D', () -> Values.echo('\uD83D'));
        checks.equal("short", Short.MIN_VALUE, () -> Values.echo(Short.MIN_VALUE));
        checks.equal("int", Integer.MIN_VALUE, () -> Values.echo(Integer.MIN_VALUE));
        checks.equal("long", Long.MAX_VALUE - 1, () -> Values.echo(Long.MAX_VALUE - 1));
        checks.equal("float NaN", Float.NaN, () -> Values.echo(Float.NaN));
        checks.equal("float", Float.MIN_VALUE, () -> Values.echo(Float.MIN_VALUE));
        checks.equal("double infinity", Double.NEGATIVE_INFINITY, () -> Values.echo(Double.NEGATIVE_INFINITY));
        checks.equal("double minus zero", -0.0, () -> Values.echo(-0.0));
        checks.equal("double", 0.1 + 0.2, () -> Values.echo(0.1 + 0.2));
        checks.equal("string", "ä\u0000\n\"\\ 😀", () -> Values.echo("ä\u0000\n\"\\ 😀"));
        checks.equal("null string", null, () -> Values.echo((String) null));
        checks.equal("null box", null, () -> Values.echo((Integer) null));
        BigInteger big = BigInteger.TWO.pow(300).negate();
        checks.equal("big integer", big, () -> Values.echo(big));
        checks.equal(
                "big decimal keeps its scale", new BigDecimal("1.500"), () -> Values.echo(new BigDecimal("1.500")));
        checks.equal("big decimal exponent", new BigDecimal("1E+3"), () -> Values.echo(new BigDecimal("1E+3")));
        Instant instant = Instant.parse("2026-02-28T23:59:59.123456789Z");
        checks.equal("instant", instant, () -> Values.echo(instant));
        ZonedDateTime zoned = ZonedDateTime.parse("2026-10-25T02:30:00.000000001+01:00[Europe/Berlin]");
        checks.equal("zoned", zoned, () -> Values.echo(zoned));
        checks.equal("duration", Duration.ofNanos(-1), () -> Values.echo(Duration.ofNanos(-1)));
        UUID uuid = UUID.fromString("00000000-0000-4000-8000-00000000000a");
        checks.equal("uuid", uuid, () -> Values.echo(uuid));
        checks.equal("void", null, () -> {
            Values.nothing();
            return null;
        });
    }

    private void structures() {
        checks.equal("optional", Optional.of(List.of("a")), () -> Values.echo(Optional.of(List.of("a"))));
        checks.equal("empty optional", Optional.empty(), () -> Values.echo(Optional.<List<String>>empty()));
        checks.equal("int array", new int[] {1, -2}, () -> Values.echo(new int[] {1, -2}));
        checks.equal("byte array", new byte[] {0, -1, 127}, () -> Values.echo(new byte[] {0, -1, 127}));
        String[][] matrix = {{"a", null}, null, {}};
        checks.equal("nested array", matrix, () -> Values.echo(matrix));
        List<Map<String, Set<Long>>> nested = List.of(Map.of("k", Set.of(1L)), Map.of());
        checks.equal("nested collections", nested, () -> Values.nested(nested));
        TreeMap<Integer, String> sorted = new TreeMap<>(Map.of(10, "x", 9, "y"));
        checks.equal("sorted map", sorted, () -> Values.sorted(sorted));
        Map<Values.Line, Values.Size> byRecord = new HashMap<>();
        byRecord.put(new Values.Line("s", 2, Optional.of("n")), Values.Size.LARGE);
        byRecord.put(null, null);
        checks.equal("map by record", byRecord, () -> Values.byRecord(byRecord));
        EnumMap<Values.Size, int[]> byEnum = new EnumMap<>(Map.of(Values.Size.SMALL, new int[] {3}));
        checks.equal("enum map", 3, () -> Values.byEnum(byEnum).get(Values.Size.SMALL)[0]);
        checks.equal(
                "polymorphic value",
                Math.PI * 4,
                () -> Values.echo(new Shape.Circle("c", 2)).area());
        checks.equal("shadowed field", "c/inner label", () -> {
            Shape.Circle circle = (Shape.Circle) Values.echo(new Shape.Circle("c", 2));
            return circle.label() + "/" + circle.innerLabel();
        });
        checks.equal("polymorphic elements", 13.0, () -> {
            double sum = 0;
            for (Shape shape : Values.shapes(List.of(new Shape.Square("s", 2), new Shape.Square("t", 3)))) {
                sum += shape.area();
            }
            return sum;
        });
        Values.Order order = new Values.Order(
                "o1",
                LocalDate.of(2026, 2, 28),
                new BigDecimal("10.10"),
                Arrays.asList(new Values.Line("a", 1, Optional.empty()), null),
                new LinkedHashMap<>(Map.of(Values.Size.LARGE, 2)));
        checks.equal("record", order, () -> Values.echo(order));
        checks.equal(
                "enum constant with a body",
                10,
                () -> Values.pair(new Values.Pair<>(null, new Values.Pair<>(1, new Values.Size[] {Values.Size.LARGE})))
                        .second()
                        .second()[0]
                        .factor());
        checks.equal("method type variable", 9L, () -> Values.largest(List.of(3L, 9L, 4L)));
        checks.equal("varargs", "-Integer:1-null-String:x", () -> Values.join("-", 1, null, "x"));
    }

    private void exceptions(String mode) {
        Failures.OutOfStock e =
                checks.thrown("checked exception", Failures.OutOfStock.class, () -> Throwing.checked("nut"));
        if (e != null) {
            checks.equal("its message", "3 of nut wanted", e::getMessage);
            checks.equal("its fields", "nut/3/[x, y]", () -> e.sku + "/" + e.wanted + "/" + e.alternatives);
            checks.equal(
                    "its cause", IllegalStateException.class, () -> e.getCause().getClass());
            checks.equal(
                    "its cause's cause",
                    FileNotFoundException.class,
                    () -> e.getCause().getCause().getClass());
            checks.equal("its suppressed", IOException.class, () -> e.getSuppressed()[0].getClass());
            List<StackTraceElement> frames = List.of(e.getStackTrace());
            checks.equal(
                    "its first frame is the body's",
                    "checked",
                    () -> frames.get(0).getMethodName());
            checks.holds(
                    "the caller's frames are below",
                    frames.stream().anyMatch(f -> f.getMethodName().equals("exceptions")));
            checks.equal(
                    "no frame of the agent's",
                    0L,
                    () -> frames.stream()
                            .filter(f -> f.getClassName().startsWith("io.msagent.core"))
                            .count());
        }
        Failures.OwnMessage own =
                checks.thrown("unchecked exception", Failures.OwnMessage.class, () -> returning(Throwing::unchecked));
        checks.equal("its own message", "code 42", () -> own.getMessage());
        Failures.Broken broken = checks.thrown("error", Failures.Broken.class, () -> returning(Throwing::error));
        checks.equal("without a cause", null, broken::getCause);
        checks.thrown("exception of the JDK", ArrayIndexOutOfBoundsException.class, Throwing::ofTheJdk);
        checks.holds("mode is known", List.of("local", "loopback", "processes").contains(mode));
    }

    private static Object returning(Runnable body) {
        body.run();
        return null;
    }

    private void asynchronous(String mode) {
        String from = Throwing.later("x").orTimeout(30, TimeUnit.SECONDS).join();
        checks.equal("future", "x from ", () -> from.replaceAll("\\d", ""));
        boolean here = from.equals("x from " + ProcessHandle.current().pid());
        checks.equal("its body runs in another process", mode.equals("processes"), () -> !here);
        ExecutionException failed = checks.thrown(
                "failing stage",
                ExecutionException.class,
                () -> Throwing.laterFailing("bolt").toCompletableFuture().get(30, TimeUnit.SECONDS));
        checks.equal("its cause", "bolt", () -> ((Failures.OutOfStock) failed.getCause()).sku);
        checks.equal("plain future", List.of(5L, 6L), () -> Throwing.future(5).get(30, TimeUnit.SECONDS));
    }

    private void receivers() {
        checks.equal("no fields", "hello you!", () -> new Receivers.Stateless().greet("you"));
        checks.equal(
                "fields by value",
                "7 EUR",
                () -> new Receivers.Rates("EUR", Map.of("a", 7)) {
                    @Override
                    String describe(int n) {
                        return "";
                    }
                }.rate("a"));
        Receivers.Euro euro = new Receivers.Euro();
        checks.equal("override of a marked method", "3 EUR", () -> euro.describe(3));
        checks.equal("implementation of a marked method", "euro", euro::name);
        checks.equal("default method", "euro!euro!", () -> euro.shout(2));
        checks.equal("static interface method", "loud", () -> Receivers.Named.quiet("LOUD"));
        checks.equal("record", 7, () -> new Receivers.Point(1, 2).distance(new Receivers.Point(4, 6)));
        checks.equal("enum", 37.2, () -> Receivers.Planet.MARS.weight(10));
        Receivers.Outer outer = new Receivers.Outer(3);
        checks.equal("inner class", 16, () -> outer.new Inner(10).compute(2));
        checks.equal(
                "anonymous class", 12, () -> outer.anonymous(List.of(1, 2, 3)).apply(2));
        checks.equal("private and overloaded", "int1stringb", () -> Receivers.hidden(1, "b"));
    }
}
