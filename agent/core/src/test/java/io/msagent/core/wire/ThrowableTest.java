package io.msagent.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.msagent.DeadlineExceededException;
import io.msagent.RemoteApplicationException;
import io.msagent.core.wire.Failures.Hostile;
import io.msagent.core.wire.Failures.OutOfStock;
import io.msagent.core.wire.Failures.Silent;
import io.msagent.core.wire.Failures.Wrapping;
import io.msagent.core.wire.Samples.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.MissingResourceException;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exceptions arrive as the same class, with message, cause, suppressed ones, fields and frames. */
class ThrowableTest {
    @SuppressWarnings("unused")
    interface Signatures {
        void nothing();

        void value(Exception v);

        void any(Object v);
    }

    private final MethodCodec codec = Wires.codec(Signatures.class, "nothing");

    @SuppressWarnings("unchecked")
    private <T extends Throwable> T sent(T thrown) {
        return (T) codec.readThrowable(codec.writeThrowable(thrown));
    }

    private static final String NO_DATE = "2024-13-01".trim();
    private static final String NO_PATTERN = "a(".trim();

    private static int depth(int n) {
        return n < 0 ? 0 : depth(n + 1) + 1;
    }

    static Stream<Throwable> jdk() {
        Object nothing = null;
        return Stream.of(
                catchThrowable(() -> nothing.toString()),
                catchThrowable(() -> Optional.of(new int[0]).get()[3]++),
                catchThrowable(() -> depth(0)),
                catchThrowable(() -> LocalDate.parse(NO_DATE)),
                catchThrowable(() -> Pattern.compile(NO_PATTERN)),
                catchThrowable(() -> new URI("::")),
                catchThrowable(() -> Integer.parseInt("x")),
                catchThrowable(() -> List.of(1).iterator().remove()),
                catchThrowable(() -> ((Object) "s").wait()),
                catchThrowable(() -> Object.class.cast(Class.forName("no.Such"))),
                new NoSuchFileException("a", "b", "why"),
                new SQLException("m", "08000", 17, new IOException("io")),
                new AssertionError("detail", new IllegalStateException()),
                new AssertionError(5),
                new OutOfMemoryError("not really"),
                new UncheckedIOException(new IOException("x")),
                new CompletionException("c", new TimeoutException()),
                new InvocationTargetException(new IOException("target")),
                new ExceptionInInitializerError(new IOException("init")),
                new ConcurrentModificationException(),
                new MissingResourceException("m", "c", "k"),
                new NoSuchElementException("n"),
                new DeadlineExceededException("late", true, null),
                new Exception());
    }

    @ParameterizedTest
    @MethodSource("jdk")
    void theJdksExceptionsArriveAsTheyWere(Throwable thrown) {
        Throwable arrived = sent(thrown);
        assertThat(arrived).isExactlyInstanceOf(thrown.getClass()).hasToString(thrown.toString());
        assertThat(arrived.getMessage()).isEqualTo(thrown.getMessage());
        assertThat(text(arrived.getStackTrace())).isEqualTo(text(thrown.getStackTrace()));
        assertThat(String.valueOf(arrived.getCause())).isEqualTo(String.valueOf(thrown.getCause()));
        assertThat(new JsonCodecs(Wires.OPTIONS)
                        .codecFor(Wires.method(Signatures.class, "nothing"), Signatures.class, false)
                        .writeThrowable(arrived))
                .isEqualTo(codec.writeThrowable(thrown));
    }

    private static List<String> text(StackTraceElement[] frames) {
        return Stream.of(frames).map(StackTraceElement::toString).toList();
    }

    @Test
    void theJdksFieldsAreKept() {
        DateTimeParseException date = (DateTimeParseException) sent(catchThrowable(() -> LocalDate.parse(NO_DATE)));
        assertThat(date.getParsedString()).isEqualTo("2024-13-01");
        NoSuchFileException file = sent(new NoSuchFileException("a", "b", "why"));
        assertThat(file.getFile() + file.getOtherFile() + file.getReason()).isEqualTo("abwhy");
        SQLException sql = new SQLException("m", "08000", 17);
        sql.setNextException(new SQLException("next"));
        SQLException arrived = sent(sql);
        assertThat(arrived.getSQLState()).isEqualTo("08000");
        assertThat(arrived.getErrorCode()).isEqualTo(17);
        assertThat((Throwable) arrived.getNextException()).hasMessage("next");
        PatternSyntaxException pattern =
                (PatternSyntaxException) sent(catchThrowable(() -> Pattern.compile(NO_PATTERN)));
        assertThat(pattern.getPattern()).isEqualTo("a(");
        URISyntaxException uri = sent(new URISyntaxException("in", "why", 3));
        assertThat(uri.getIndex()).isEqualTo(3);
        assertThat(sent(new InvocationTargetException(new IOException("t"))).getTargetException())
                .hasMessage("t");
    }

    @Test
    void theApplicationsFieldsAreKeptWithoutItsConstructors() {
        OutOfStock thrown = new OutOfStock(new Item("tea", 3), List.of("coffee"), null);
        int constructed = OutOfStock.constructed;
        OutOfStock arrived = sent(thrown);
        assertThat(OutOfStock.constructed).isEqualTo(constructed);
        assertThat(arrived).hasMessage("out of stock: Item[name=tea, price=3]");
        assertThat(arrived.item()).isEqualTo(new Item("tea", 3));
        assertThat(arrived.offers()).containsExactly("coffee");
        assertThat(arrived.code).isEqualTo(7);
        assertThat(arrived.where()).isNull();
        assertThat(arrived.getStackTrace()).isNotEmpty();
        arrived.setStackTrace(new StackTraceElement[0]);
        arrived.addSuppressed(new IOException());
        assertThat(arrived.initCause(new IOException("later"))).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void aFieldThatCannotTravelIsNamedAndTheRestArrives() {
        OutOfStock thrown = new OutOfStock(new Item("tea", 3), null, () -> "buy less");
        String json = Wires.json(codec.writeThrowable(thrown));
        assertThat(json).contains("\"lost\":[\"advice\"]");
        OutOfStock arrived = sent(thrown);
        assertThat(arrived.advice()).isNull();
        assertThat(arrived.item()).isEqualTo(new Item("tea", 3));
    }

    @Test
    void aFieldThatCannotBeReadStaysAtItsDefaultAndTheRestArrives() {
        String json = "{\"@class\":\"" + OutOfStock.class.getName() + "\",\"message\":\"m\",\"stack\":[],\"fields\":"
                + "{\"item\":{\"name\":[1,{\"a\":[2]}],\"price\":3},\"unknown\":[{}],\"code\":9},\"new\":{\"x\":1}}";
        OutOfStock arrived = (OutOfStock) codec.readThrowable(Wires.bytes(json));
        assertThat(arrived.item()).isNull();
        assertThat(arrived.code).isEqualTo(9);
    }

    @Test
    void causesAndSuppressedOnesArriveWithTheirOwn() {
        IOException inner = new IOException("inner");
        IllegalStateException thrown = new IllegalStateException("outer", inner);
        thrown.addSuppressed(new OutOfStock(new Item("x", 1), null, null));
        inner.addSuppressed(new Silent("quiet"));
        IllegalStateException arrived = sent(thrown);
        assertThat(arrived.getCause()).isExactlyInstanceOf(IOException.class).hasMessage("inner");
        assertThat(arrived.getSuppressed()[0]).isInstanceOf(OutOfStock.class).hasMessageContaining("Item");
        assertThat(arrived.getCause().getSuppressed()[0])
                .isInstanceOf(Silent.class)
                .hasMessage("quiet");
        assertThatThrownBy(() -> arrived.initCause(inner)).isInstanceOf(IllegalStateException.class);
        Exception known = sent(new Exception("no cause", null));
        assertThatThrownBy(() -> known.initCause(inner)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatTakesNoStackAndNothingSuppressedStaysThatWay() {
        Silent arrived = sent(new Silent("quiet"));
        arrived.addSuppressed(new IOException());
        arrived.setStackTrace(new IOException().getStackTrace());
        assertThat(arrived).hasMessage("quiet");
        assertThat(arrived.getSuppressed()).isEmpty();
        assertThat(arrived.getStackTrace()).isEmpty();
    }

    @Test
    void longAndCircularChainsEnd() {
        Exception chain = new Exception("0");
        for (int i = 1; i < 500; i++) {
            chain = new Exception("" + i, chain);
        }
        int length = 0;
        for (Throwable t = sent(chain); t != null; t = t.getCause()) {
            length++;
        }
        assertThat(length).isEqualTo(100);

        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);
        assertThat(sent(first).getCause()).hasMessage("second").hasNoCause();
        Wrapping self = new Wrapping(first);
        first.addSuppressed(self);
        assertThat(sent(self)).isInstanceOf(Wrapping.class);

        Exception wide = new Exception("wide");
        for (int i = 0; i < 300; i++) {
            wide.addSuppressed(new Exception("s" + i, new Exception("c" + i)));
        }
        assertThat(sent(wide).getSuppressed()).hasSizeBetween(40, 100);
    }

    @Test
    void anExceptionInAFieldTravelsToo() {
        assertThat(sent(new Wrapping(new IOException("in a field"))).inner)
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("in a field");
    }

    @Test
    void anExceptionIsAValueWhereItIsDeclared() {
        MethodCodec value = Wires.codec(Signatures.class, "value");
        assertThat((Throwable) Wires.sent(value, new OutOfStock(new Item("x", 1), null, null)))
                .isInstanceOf(OutOfStock.class);
        assertThat(Wires.sent(value, null)).isNull();
        assertThatThrownBy(() -> Wires.read(value, "{\"@class\":\"java.lang.Error\"}"))
                .hasMessageContaining("expected: a java.lang.Exception");
        assertThatThrownBy(() -> Wires.written(Wires.codec(Signatures.class, "any"), new Exception()))
                .isInstanceOf(WireException.class);
    }

    @Test
    void aClassThatIsNotHereIsStoodInFor() {
        String json = "{\"@class\":\"com.acme.Gone\",\"message\":\"m\",\"stack\":[[\"a.B\",\"c\",\"B.java\",5]],"
                + "\"cause\":{\"@class\":\"java.io.IOException\",\"message\":\"io\",\"stack\":null},\"fields\":{\"a\":[1]}}";
        Throwable arrived = codec.readThrowable(Wires.bytes(json));
        assertThat(arrived)
                .isInstanceOfSatisfying(RemoteApplicationException.class, e -> {
                    assertThat(e.remoteClassName()).isEqualTo("com.acme.Gone");
                    assertThat(e.remoteMessage()).isEqualTo("m");
                })
                .hasMessageContaining("com.acme.Gone: m (no such exception class here)")
                .hasCauseExactlyInstanceOf(IOException.class);
        assertThat(text(arrived.getStackTrace())).containsExactly("a.B.c(B.java:5)");
    }

    @Test
    void whatIsNoExceptionIsNotTouched() {
        String json = "{\"@class\":\"" + Failures.NoException.class.getName() + "\",\"message\":\"m\"}";
        assertThat(codec.readThrowable(Wires.bytes(json))).isInstanceOf(RemoteApplicationException.class);
        assertThat(Failures.trapSprung).isFalse();
        String broken = "{\"@class\":\"" + Failures.class.getName() + "$Unloadable\",\"message\":\"m\"}";
        assertThat(codec.readThrowable(Wires.bytes(broken)))
                .isInstanceOf(RemoteApplicationException.class)
                .hasMessageContaining("cannot be made");
    }

    @Test
    void writingNeverThrows() {
        Throwable arrived = codec.readThrowable(codec.writeThrowable(new Hostile()));
        assertThat(arrived).isInstanceOf(Hostile.class);
        WireOptions small = new WireOptions(List.of(), 2_000, 10, Wires.OPTIONS.opener());
        MethodCodec narrow =
                new JsonCodecs(small).codecFor(Wires.method(Signatures.class, "nothing"), Signatures.class, false);
        byte[] bytes = narrow.writeThrowable(new IOException("x".repeat(100_000)));
        assertThat(bytes).hasSizeLessThanOrEqualTo(2_000);
        assertThat(narrow.readThrowable(bytes)).isInstanceOf(IOException.class).hasMessageStartingWith("xxx");
    }

    @Test
    void nonsenseIsAWireException() {
        for (String json : List.of(
                "",
                "[]",
                "{}",
                "null",
                "{\"@class\":1}",
                "{\"message\":\"m\"}",
                "{\"@class\":\"java.io.IOException\",\"stack\":1}")) {
            assertThatThrownBy(() -> codec.readThrowable(Wires.bytes(json))).isInstanceOf(WireException.class);
        }
        String deep = "{\"@class\":\"java.io.IOException\",\"cause\":".repeat(5_000);
        assertThatThrownBy(() -> codec.readThrowable(Wires.bytes(deep))).isInstanceOf(WireException.class);
    }

    @Test
    void withJavaLangClosedItIsStoodInFor() {
        WireOptions closed = new WireOptions(List.of(), 1 << 20, 100, type -> {
            throw new java.lang.reflect.InaccessibleObjectException("closed");
        });
        MethodCodec codec =
                new JsonCodecs(closed).codecFor(Wires.method(Signatures.class, "nothing"), Signatures.class, false);
        assertThat(codec.readThrowable(codec.writeThrowable(new IOException("m"))))
                .isInstanceOf(RemoteApplicationException.class)
                .hasMessageContaining("java.io.IOException: m (java.lang is closed to the agent)");
    }
}
