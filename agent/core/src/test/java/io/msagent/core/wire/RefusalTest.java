package io.msagent.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.core.wire.Samples.Circle;
import io.msagent.core.wire.Samples.Holder;
import io.msagent.core.wire.Samples.Node;
import io.msagent.core.wire.Samples.OwnSerialisation;
import io.msagent.core.wire.Samples.Shape;
import io.msagent.core.wire.Samples.Worker;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not fit, does not travel, or may not: and what the message says. */
class RefusalTest {
    static boolean trapSprung;

    /** Its initialiser must not run for a class that is refused. */
    static final class Trap {
        static {
            trapSprung = true;
        }
    }

    private static MethodCodec codec(String signature, String... allow) {
        return Wires.codec(RefusedSignatures.class, signature, allow);
    }

    private static String message(Runnable runnable) {
        WireException thrown = null;
        try {
            runnable.run();
        } catch (WireException e) {
            thrown = e;
        }
        assertThat(thrown).as("a WireException").isNotNull();
        return thrown.getMessage();
    }

    private static String readingFails(String signature, String json, String... allow) {
        return message(() -> Wires.read(codec(signature, allow), json));
    }

    private static String writingFails(String signature, Object value) {
        return message(() -> Wires.written(codec(signature), value));
    }

    @Test
    void theMessageNamesThePlaceTheValueAndWhatWasExpected() {
        String json =
                "[\"7\", {\"id\": \"x\", \"items\": [{\"name\":\"a\",\"price\":1}, {\"name\":\"b\",\"price\":\"abc\"}]}]";
        assertThat(message(() -> codec("purchase").readArguments(Wires.bytes(json), false)))
                .isEqualTo("io.msagent.core.wire.RefusedSignatures#purchase: argument 2 (order).items[1].price:"
                        + " found string \"abc\" (expected: int)");
        String byName = "[\"7\", {\"id\":\"x\",\"items\":null,\"byName\":{\"k\":{\"name\":\"a\",\"price\":null}}}]";
        assertThat(message(() -> codec("purchase").readArguments(Wires.bytes(byName), false)))
                .endsWith("argument 2 (order).byName[\"k\"].price: found null (expected: int)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int32 | 1.0 | found number 1.0 (expected: int)",
                "int32 | 2147483648 | found number 2147483648 (expected: int)",
                "int32 | 99999999999999999999 | found number 99999999999999999999 (expected: int)",
                "int32 | \"1\" | found string \"1\" (expected: int)",
                "int32 | null | found null (expected: int)",
                "int32 | [] | found an array (expected: int)",
                "int32 | {} | found an object (expected: int)",
                "int8 | 128 | found number 128 (expected: byte)",
                "int64 | 9223372036854775808 | found number 9223372036854775808 (expected: long)",
                "float64 | 1e999 | found number 1e999 (expected: double)",
                "float64 | \"x\" | (expected: double, or one of \"NaN\", \"Infinity\", \"-Infinity\")",
                "float32 | 1e39 | found number 1e39 (expected: float)",
                "character | \"ab\" | found string \"ab\" (expected: java.lang.Character)",
                "bool | 1 | found number 1 (expected: boolean)",
                "text | 1 | found number 1 (expected: java.lang.String)",
                "colour | \"BLUE\" | found string \"BLUE\" (expected: one of RED, GREEN of",
                "point | {\"x\":1} | .y: missing (expected: int)",
                "point | {\"x\":1,\"y\":2,\"z\":3} | found unknown property \"z\" (expected: of x, y)",
                "point | {\"x\":1,\"x\":2,\"y\":3} | .x: found twice (expected: once)",
                "point | [1,2] | found an array (expected: io.msagent.core.wire.Samples$Point, an object)",
                "positive | {\"value\":0} | refuses these values: java.lang.IllegalArgumentException: value: 0",
                "list | [1,\"a\"] | [1]: found string \"a\" (expected: int)",
                "list | {} | found an object (expected: java.util.ArrayList)",
                "set | [1,1] | [1]: found an element twice (expected: a set)",
                "map | {\"a\":1,\"a\":2} | [\"a\"]: found a key twice (expected: a map)",
                "pairs | [[1]] | [0].value: found the end of the array (expected: an array of key and value)",
                "pairs | {\"1\":2} | found an object (expected: java.util.LinkedHashMap)",
                "duration | \"1 hour\" | found string \"1 hour\" (expected: java.time.Duration)",
                "inet | \"x/example.com\" | found string \"x/example.com\" (expected: java.net.InetAddress)",
                "bytes | \"*\" | found string \"*\" (expected: byte[])",
                "shape | {} | expected: io.msagent.core.wire.Samples$Shape, an object that begins with \"@class\"",
                "anything | {\"a\":1} | an object that begins with \"@class\"",
                "anything | [1] | an object that begins with \"@class\"",
                "comparable | {\"@class\":\"java.util.ArrayList\",\"@value\":[]} | found a java.util.ArrayList (expected:",
                "anything | {\"@class\":\"java.lang.Long\",\"@value\":1,\"x\":2} | found property \"x\"",
                "anything | {\"@class\":\"java.lang.Long\"} | (expected: property \"@value\")",
                "anything | {\"@class\":7} | found number 7 (expected: a class name)",
            })
    void readsNothingThatDoesNotFit(String signature, String json, String message) {
        assertThat(readingFails(signature, json)).contains(message);
    }

    @Test
    void countsArguments() {
        assertThat(message(() -> codec("purchase").readArguments(Wires.bytes("[]"), false)))
                .contains("found an array of 0 (expected: an array of 2: argument 1 (id), argument 2 (order))");
        assertThat(message(() -> codec("int32").readArguments(Wires.bytes("[1,2]"), false)))
                .contains("found an array of more than 1 (expected: an array of 1: argument 1 (v))");
        assertThat(message(() -> codec("int32").writeArguments(new Object[0])))
                .contains("found 0 arguments (expected: 1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "[1", "[1] 2", "[1,]", "{", "nonsense", "[01]", "[\"\\ud8\"]", "[1]]"})
    void refusesWhatIsNotJson(String json) {
        assertThatThrownBy(() -> codec("int32").readArguments(Wires.bytes(json), false))
                .isInstanceOf(WireException.class);
    }

    @Test
    void refusesCyclesAndNamesThem() {
        Node node = new Node("a", new Node("b", null));
        node.next.next = node;
        assertThat(writingFails("node", node))
                .contains("argument 1 (v).next.next: refers back to a " + Node.class.getName()
                        + " that contains it, 2 levels up");
        List<Object> list = new ArrayList<>();
        list.add(list);
        assertThat(writingFails("anything", list)).contains("refers back");
        Node shared = new Node("s", null);
        Node twice = new Node("t", shared);
        twice.children = List.of(shared, shared);
        assertThat(((Node) Wires.sent(codec("node"), twice)).children).hasSize(2);
    }

    @Test
    void boundsDepthAndSizeOnBothSides() {
        Node deep = null;
        for (int i = 0; i < 300; i++) {
            deep = new Node("n", deep);
        }
        Node tooDeep = deep;
        assertThat(writingFails("node", tooDeep)).contains("nested deeper than 200", "wire.max-depth", " ... ");
        String json = "{\"name\":null,\"next\":".repeat(300) + "null" + "}".repeat(300);
        assertThat(readingFails("node", json)).contains("nested deeper than 200");
        String hostile = "[".repeat(500_000);
        assertThatThrownBy(() -> Wires.read(codec("anything"), hostile)).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> Wires.read(codec("point"), "{\"z\":" + hostile))
                .isInstanceOf(WireException.class);
        assertThat(writingFails("text", "x".repeat(1 << 21))).contains("larger than 1048576 bytes", "wire.max-bytes");
        assertThat(readingFails("text", "\"" + "x".repeat(1 << 21) + "\"")).contains("wire.max-bytes");
        String large = "x".repeat(1_000_000);
        assertThat(Wires.sent(codec("text"), large)).isEqualTo(large);
    }

    @Test
    void aStackTooSmallForTheDepthIsAWireExceptionToo() throws InterruptedException {
        WireOptions options = new WireOptions(List.of(), 1 << 24, 100_000, ModuleOpener.NONE);
        MethodCodec codec = new JsonCodecs(options)
                .codecFor(Wires.method(RefusedSignatures.class, "node"), RefusedSignatures.class, false);
        String json = "{\"next\":".repeat(99_000) + "null" + "}".repeat(99_000);
        List<Throwable> thrown = new ArrayList<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        Wires.read(codec, json);
                    } catch (WireException e) {
                        thrown.add(e);
                    }
                },
                "small stack",
                256 * 1024);
        thread.start();
        thread.join();
        assertThat(thrown).singleElement().satisfies(e -> assertThat(e).hasMessageContaining("stack"));
    }

    @Test
    void boundsTheDigitsOfNumbers() {
        assertThat(writingFails("bigInteger", BigInteger.TWO.pow(100_000)))
                .contains("digits (expected: at most 10000)");
        assertThatThrownBy(() -> Wires.read(codec("bigInteger"), "1".repeat(20_000)))
                .isInstanceOf(WireException.class);
        assertThatThrownBy(() -> Wires.read(codec("anything"), "1".repeat(20_000)))
                .isInstanceOf(WireException.class);
        assertThatThrownBy(() -> Wires.read(codec("int32"), "1".repeat(500_000)))
                .isInstanceOf(WireException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "thread",
                "threads",
                "stream",
                "input",
                "supplier",
                "type",
                "future",
                "random",
                "blocking",
                "identity",
                "result"
            })
    void namesTheParameterWhoseTypeCannotTravel(String signature) {
        assertThatThrownBy(() -> codec(signature))
                .isInstanceOf(WireException.class)
                .hasMessageMatching(
                        ".*Signatures#" + signature + ": (argument 1 \\(v\\)|result): .* cannot travel: .*");
    }

    @Test
    void aFieldThatCannotTravelDoesNoHarmWhileItIsNull() {
        Holder holder = new Holder();
        assertThat(((Holder) Wires.sent(codec("holder"), holder)).number).isEqualTo(1);
        holder.thread = new Thread();
        assertThat(writingFails("holder", holder))
                .contains(".thread: java.lang.Thread cannot travel: it belongs to the threads of this process");
    }

    @Test
    void stateThatFieldsCannotCarryIsRefused() {
        assertThat(writingFails("worker", new Worker())).contains("extends java.lang.Thread, whose state cannot");
        assertThat(writingFails("ownSerialisation", new OwnSerialisation())).contains("own serialisation code");
        assertThat(writingFails("anything", new Random())).contains("java.util.Random cannot travel");
        assertThat(writingFails("anything", Thread.currentThread())).contains("java.lang.Thread cannot travel");
        assertThat(writingFails("anything", (Comparator<Object> & java.io.Serializable) (a, b) -> 0))
                .contains("lambda");
        TreeSet<Object> sorted = new TreeSet<>(Comparator.comparing(Object::toString));
        assertThat(writingFails("set", sorted)).contains("(its comparator)", "lambda");
        Object proxy =
                Proxy.newProxyInstance(Shape.class.getClassLoader(), new Class<?>[] {Shape.class}, (p, m, a) -> null);
        assertThat(writingFails("shape", proxy)).contains("dynamic proxy");
        int[] captured = {1};
        Runnable lambda = () -> captured[0]++;
        assertThat(writingFails("anything", lambda)).contains("lambda");
    }

    @Test
    void anApplicationClassAtAGeneralPlaceMustBeAllowedToBeWritten() {
        assertThat(writingFails("anything", new Circle(1)))
                .contains(
                        Circle.class.getName() + " may not travel where the signature says only java.lang.Object",
                        "wire.allow=" + Circle.class.getName());
        assertThat(Wires.sent(codec("anything", Circle.class.getName()), new Circle(1)))
                .isEqualTo(new Circle(1));
        assertThat(Wires.sent(codec("anything", "io.msagent.core.wire.*"), new Circle(1)))
                .isEqualTo(new Circle(1));
        Circle[] circles = {new Circle(1)};
        assertThat(writingFails("anything", circles)).contains("wire.allow=" + Circle.class.getName());
        assertThat((Object[]) Wires.sent(codec("anything", "io.msagent.core.wire.*"), circles))
                .isEqualTo(circles);
    }

    @Test
    void anApplicationClassAtAGeneralPlaceMustBeAllowedToBeRead() {
        String trap = "{\"@class\":\"" + Trap.class.getName() + "\"}";
        assertThat(readingFails("anything", trap)).contains("wire.allow=" + Trap.class.getName());
        assertThat(readingFails("anything", trap.replace("Trap", "Trap[]").replace("}", ",\"@value\":[]}")))
                .contains("wire.allow=" + Trap.class.getName());
        assertThat(readingFails("shape", trap)).contains("found a " + Trap.class.getName());
        assertThat(readingFails("comparable", trap, Trap.class.getName())).contains("found a " + Trap.class.getName());
        assertThat(trapSprung).as("the refused class was initialised").isFalse();
        assertThat(Wires.read(codec("anything", Trap.class.getName()), trap)).isInstanceOf(Trap.class);
        assertThat(trapSprung).as("the allowed class was initialised").isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.Thread",
                "java.lang.ProcessBuilder",
                "java.util.Random",
                "javax.naming.InitialContext",
                "java.util.HashMap$Node",
                "java.lang.Runtime",
                "[Ljava.lang.Thread;",
                "java.lang.Thread[]",
                "no.such.Thing",
                "",
                "int",
                "int[]",
                "io/msagent/core/wire/Samples",
            })
    void namesOnlyWhatMayStandThere(String name) {
        String json = "{\"@class\":\"" + name + "\",\"@value\":[null]}";
        assertThatThrownBy(() -> Wires.read(codec("anything"), json)).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> Wires.read(codec("shape"), json)).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> Wires.read(codec("anything", "*"), json)).isInstanceOf(WireException.class);
    }

    @Test
    void aNameOfManyDimensionsOrManyLettersIsRefused() {
        String json = "{\"@class\":\"int" + "[]".repeat(10_000) + "\",\"@value\":[]}";
        assertThatThrownBy(() -> Wires.read(codec("anything"), json)).isInstanceOf(WireException.class);
        assertThat(readingFails("anything", "{\"@class\":\"" + "x".repeat(100_000) + "\"}")
                        .length())
                .isLessThan(1_000);
    }

    @Test
    void anArrayOfWhatMayNotTravelIsRefusedEvenIfEmpty() {
        assertThat(writingFails("anything", new Thread[0])).contains("java.lang.Thread");
    }
}
