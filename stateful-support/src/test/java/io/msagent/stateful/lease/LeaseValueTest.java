package io.msagent.stateful.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LeaseValueTest {
    @Test
    void isWhatOthersRead() {
        assertThat(text(LeaseValue.taken("cart.a", 7, 0))).isEqualTo("{\"instance\":\"cart.a\",\"epoch\":7}");
        assertThat(text(LeaseValue.taken("cart.a", 7, 6)))
                .isEqualTo("{\"instance\":\"cart.a\",\"epoch\":7,\"adopts\":6}");
        assertThat(text(LeaseValue.givenBack("cart.a", 7, "cart.b")))
                .isEqualTo("{\"instance\":\"cart.a\",\"epoch\":7,\"heir\":\"cart.b\",\"free\":true}");
    }

    @Test
    void isReadAsItWasWritten() {
        LeaseValue value = LeaseValue.givenBack("cart.a", 1795395098897L, "cart.b");
        assertThat(LeaseValue.read(value.json())).isEqualTo(value);
        assertThat(LeaseValue.read("{\"instance\":\"x\",\"of\":\"later\"}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(LeaseValue.taken("x", 0, 0));
        assertThat(LeaseValue.read(new byte[0])).isNull();
        assertThat(LeaseValue.read("{}".getBytes(StandardCharsets.UTF_8))).isNull();
        assertThat(LeaseValue.read("[1]".getBytes(StandardCharsets.UTF_8))).isNull();
    }

    private static String text(LeaseValue value) {
        return new String(value.json(), StandardCharsets.UTF_8);
    }
}
