package io.msagent.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JsonStateCodecTest {
    private static final JsonCodecs CODECS = new JsonCodecs(new WireOptions(List.of(), 10_000, 50, type -> {}));

    static class Base {
        private int version = 1;

        int version() {
            return version;
        }

        void next() {
            version++;
        }
    }

    static final class Shop extends Base {
        private final Map<String, List<Integer>> sold = new TreeMap<>();
        private final transient StringBuilder log = new StringBuilder("new");

        private Shop() {}
    }

    static final class Parametrised {
        private final int limit;

        Parametrised(int limit) {
            this.limit = limit;
        }

        int limit() {
            return limit;
        }
    }

    static final class Throwing {
        int unused;

        private Throwing() {
            throw new IllegalStateException("no");
        }
    }

    @Test
    void allFieldsButTransientOnesAreKeptFinalAndInheritedOnesIncluded() {
        StateCodec codec = CODECS.stateOf(Shop.class);
        Shop shop = (Shop) codec.fresh();
        shop.sold.put("tea", List.of(1, 2));
        shop.next();
        shop.log.append(" used");
        byte[] state = codec.write(shop);
        Shop read = (Shop) codec.read(state);
        assertThat(read.sold).isEqualTo(Map.of("tea", List.of(1, 2))).isInstanceOf(TreeMap.class);
        assertThat(read.version()).isEqualTo(2);
        assertThat(read.log).hasToString("new");
        assertThat(codec.write(read)).isEqualTo(state);
    }

    @Test
    void whatIsNoStateOfTheClassIsRefused() {
        StateCodec codec = CODECS.stateOf(Shop.class);
        assertThatThrownBy(() -> codec.read("{\"other\":1}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("unknown property \"other\"");
    }

    @Test
    void aClassWithoutAPlainConstructorIsRefusedWithTheReason() {
        assertThatThrownBy(() -> CODECS.stateOf(Parametrised.class))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("has no constructor without parameters");
        assertThatThrownBy(() -> CODECS.stateOf(Throwing.class).fresh())
                .isInstanceOf(WireException.class)
                .hasMessageContaining("its constructor threw java.lang.IllegalStateException: no");
    }
}
