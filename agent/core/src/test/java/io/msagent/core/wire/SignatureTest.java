package io.msagent.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.core.wire.Samples.Circle;
import io.msagent.core.wire.Samples.Colour;
import io.msagent.core.wire.Samples.Point;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Arguments, receivers, results and futures of whole signatures. */
class SignatureTest {
    static class Service {
        private final String name;
        private int calls;

        Service(String name) {
            this.name = name;
        }

        void none() {}

        int sum(int a, long b, Point c) {
            return calls;
        }
    }

    static final class SpecialService extends Service {
        private final List<Point> points;

        SpecialService(String name, List<Point> points) {
            super(name);
            this.points = points;
        }
    }

    @SuppressWarnings("unused")
    interface Async {
        Future<Point> future();

        CompletionStage<List<Point>> stage();

        CompletableFuture<? extends Samples.Shape> completable();

        CompletableFuture<Void> nothing();

        String plain();
    }

    private final JsonCodecs codecs = new JsonCodecs(Wires.OPTIONS);

    @Test
    void argumentsAreAnArray() {
        MethodCodec codec = Wires.codec(Service.class, "sum");
        assertThat(Wires.json(codec.writeArguments(new Object[] {1, 2L, new Point(3, 4)})))
                .isEqualTo("[1,2,{\"x\":3,\"y\":4}]");
        assertThat(codec.readArguments(Wires.bytes(" [ 1, 2, {\"y\":4, \"x\":3} ] "), false)
                        .values())
                .containsExactly(1, 2L, new Point(3, 4));
        assertThat(codec.mediaType()).isEqualTo("application/json");
    }

    @Test
    void aReceiverStandsBeforeThem() {
        MethodCodec codec = Wires.codec(Service.class, "none");
        byte[] bytes = codec.writeArguments(new SpecialService("s", List.of(new Point(1, 2))), new Object[0]);
        assertThat(Wires.json(bytes))
                .isEqualTo("[{\"@class\":\"" + SpecialService.class.getName()
                        + "\",\"points\":[{\"x\":1,\"y\":2}],\"name\":\"s\",\"calls\":0}]");
        MethodCodec.Arguments arguments = codec.readArguments(bytes, true);
        assertThat(arguments.values()).isEmpty();
        assertThat(arguments.receiver()).isInstanceOfSatisfying(SpecialService.class, s -> {
            assertThat(s.points).containsExactly(new Point(1, 2));
            assertThat(((Service) s).name).isEqualTo("s");
        });
        assertThatThrownBy(() -> codec.readArguments(Wires.bytes("[null]"), true))
                .hasMessageContaining("receiver: found null");
        assertThatThrownBy(() -> codec.readArguments(Wires.bytes("[]"), true)).hasMessageContaining("receiver");
    }

    @Test
    void anEnumCanBeAReceiver() {
        MethodCodec codec = Wires.codec(Colour.class, "hex");
        byte[] bytes = codec.writeArguments(Colour.GREEN, new Object[0]);
        assertThat(Wires.json(bytes)).isEqualTo("[\"GREEN\"]");
        assertThat(codec.readArguments(bytes, true).receiver()).isSameAs(Colour.GREEN);
    }

    @Test
    void aVoidMethodReturnsNull() {
        MethodCodec codec = Wires.codec(Service.class, "none");
        assertThat(Wires.json(codec.writeResult(null))).isEqualTo("null");
        assertThat(codec.readResult(Wires.bytes("null"))).isNull();
        assertThatThrownBy(() -> codec.readResult(Wires.bytes("1"))).hasMessageContaining("result: found number 1");
    }

    @Test
    void theValueOfAFutureTravels() {
        assertThat(result("future", new Point(1, 2))).isEqualTo(new Point(1, 2));
        assertThat(result("stage", List.of(new Point(1, 2)))).isEqualTo(List.of(new Point(1, 2)));
        assertThat(result("completable", new Circle(1))).isEqualTo(new Circle(1));
        assertThat(result("nothing", null)).isNull();
        assertThatThrownBy(() -> result("plain", "x")).hasMessageContaining("expected: a Future or CompletionStage");
    }

    private Object result(String method, Object value) {
        MethodCodec codec = codecs.codecFor(Wires.method(Async.class, method), Async.class, true);
        return codec.readResult(codec.writeResult(value));
    }

    @Test
    void aCodecIsMadeOnce() {
        assertThat(codecs.codecFor(Wires.method(Service.class, "sum"), Service.class, false))
                .isSameAs(codecs.codecFor(Wires.method(Service.class, "sum"), Service.class, false));
    }
}
