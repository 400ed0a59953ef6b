package io.msagent.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The key's text, from arguments as they travel. */
class KeyTextTest {
    private static final int INDEX = 2;

    private static String of(String json, int index) {
        return KeyText.of(json.getBytes(StandardCharsets.UTF_8), index);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"ann\"|ann",
                "\"\"|''",
                "\"a\\u00e4\\n\"|'a\u00e4\n'",
                "\"\\ud83d\\ude00\"|\ud83d\ude00",
                "-42|-42",
                "9223372036854775807|9223372036854775807",
                "true|true",
                "false|false"
            })
    void isRead(String value, String text) {
        assertThat(of("[" + value + "]", 0)).isEqualTo(text);
        // whatever stands before it is passed over, and what stands behind it is not looked at
        assertThat(of("[{\"a\":[1,{\"b\":\"]\"}]},[[],\"x\"]," + value + ",oops", INDEX))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1,2,null]|found null",
                "[1,2,1.5]|found a number with a fraction",
                "[1,2,[\"a\"]]|found an array",
                "[1,2,{\"a\":1}]|found an object",
                "[1,2]|found no argument",
                "[1]|found only 1 arguments",
                "{}|found no array of arguments",
                "[1,2,9223372036854775808]|found what cannot be read",
                "[1,2,\"\\u0000\"]|found a text with a NUL at 0",
                "[1,2,\"a\\ud800b\"]|found a text with half a character at 1",
                "[1,2,oops]|found what cannot be read",
                "''|found no array of arguments"
            })
    void isRefused(String json, String found) {
        assertThatThrownBy(() -> of(json, INDEX))
                .isInstanceOf(WireException.class)
                .hasMessageStartingWith("$[2]: key: " + found + " (expected: a String, a whole number");
    }

    @Test
    void mayHave512BytesOfUtf8() {
        String most = "\u00e4".repeat(KeyText.MOST_BYTES / 2);
        assertThat(of("[\"" + most + "\"]", 0)).isEqualTo(most);
        assertThatThrownBy(() -> of("[\"" + most + "x\"]", 0))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("found a text of 513 bytes");
    }
}
