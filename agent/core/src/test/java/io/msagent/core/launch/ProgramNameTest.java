package io.msagent.core.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramNameTest {
    @ParameterizedTest
    @CsvSource({
        "-jar, shop.jar, shop",
        "-jar, /opt/acme/Shop_Web-1.2.3-SNAPSHOT.jar, shop-web",
        "-jar, C:\\apps\\my app-v2.jar, my-app",
        "-jar, 7zip.jar, 7zip",
        "com.acme.PriceList, argument, price-list",
        "com.acme.Outer$Inner, '', inner",
        "Main, -jar, main",
        "-m, com.acme.shop/com.acme.Main, main",
        "--module=shop/com.acme.Main, '', main",
        "Hello.java, '', hello",
        "\u00c4, '', ''"
    })
    void isThatOfTheJarOrTheMainClass(String first, String second, String name) {
        assertThat(ProgramName.of(List.of(first, second))).isEqualTo(name);
    }

    @Test
    void isCutToALabel() {
        assertThat(ProgramName.of(List.of("-jar", "a".repeat(62) + "-b.jar"))).isEqualTo("a".repeat(62));
        assertThat(ProgramName.of(List.of())).isEmpty();
    }

    @Test
    void ofThisProcess() {
        assertThat(ProgramName.ofThisProcess()).matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    }
}
