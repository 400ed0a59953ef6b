package io.msagent.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MethodKeyTest {
    @Test
    void signatureTellsOverloadsApart() {
        MethodKey key = new MethodKey("com.acme.Pricing", "quote", "(I[[JLjava/lang/String;[Ljava/util/List;)V");
        assertThat(key.signature()).isEqualTo("quote(int,long[][],java.lang.String,java.util.List[])");
        assertThat(key).hasToString("com.acme.Pricing#quote(int,long[][],java.lang.String,java.util.List[])");
    }
}
