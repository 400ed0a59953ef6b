package io.msagent.stateful.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LeaseValueTest {
    @Test
    void isWhatOthersRead() {
        assertThat(text(LeaseValue.taken("cart.a", 7))).isEqualTo("{\"instance\":\"cart.a\",\"epoch\":7}");
        LeaseValue before = LeaseValue.givenBack("cart.a", 7, "cart.b", 3);
        assertThat(text(before))
                .isEqualTo("{\"instance\":\"cart.a\",\"epoch\":7,\"parcel\":3,\"heir\":\"cart.b\",\"free\":true}");
        assertThat(text(LeaseValue.adopted("cart.b", 8, before)))
                .isEqualTo("{\"instance\":\"cart.b\",\"epoch\":8,\"adopts\":7,\"parcel\":3}");
    }

    @Test
    void isReadAsItWasWritten() {
        LeaseValue value = LeaseValue.givenBack("cart.a", 1795395098897L, "cart.b", 5);
        assertThat(LeaseValue.read(value.json())).isEqualTo(value);
        assertThat(LeaseValue.read("{\"instance\":\"x\",\"of\":\"later\"}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(LeaseValue.taken("x", 0));
        assertThat(LeaseValue.read(new byte[0])).isNull();
        assertThat(LeaseValue.read("{}".getBytes(StandardCharsets.UTF_8))).isNull();
        assertThat(LeaseValue.read("[1]".getBytes(StandardCharsets.UTF_8))).isNull();
    }

    private static String text(LeaseValue value) {
        return new String(value.json(), StandardCharsets.UTF_8);
    }
}
