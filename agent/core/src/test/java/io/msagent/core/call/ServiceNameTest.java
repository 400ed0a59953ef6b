package io.msagent.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceNameTest {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    @ParameterizedTest
    @CsvSource({
        "com.acme.Pricing, quote, com-acme--pricing--quote",
        "com.acme.PriceList, quoteAll, com-acme--price-list--quote-all",
        "com.acme.URLMapper, toURL, com-acme--u-r-l-mapper--to-u-r-l",
        "a.B2b, x9Y, a--b2b--x9-y",
    })
    void regularNamesReadBack(String className, String method, String expected) {
        assertThat(ServiceName.of(className, method)).isEqualTo(expected);
    }

    @Test
    void classMarkedAsAWholeHasNoMethodPart() {
        assertThat(ServiceName.of("com.acme.PriceList")).isEqualTo("com-acme--price-list");
    }

    @ParameterizedTest
    @CsvSource({
        "Main, run, main--run-[0-9a-f]{8}",
        "com.acme.Shop$Rules, check, com-acme--shop--rules--check-[0-9a-f]{8}",
        "com.acme_x.Shop, check, com-acme-x--shop--check-[0-9a-f]{8}",
        "com.acme.Shop, check_it, com-acme--shop--check-it-[0-9a-f]{8}",
        "com.acme.Größe, messen, com-acme--gr--e--messen-[0-9a-f]{8}",
        "Größe, größe, gr--e--gr--e-[0-9a-f]{8}",
        "Ж, é, [0-9a-f]{8}",
        "$Proxy, go, proxy--go-[0-9a-f]{8}",
    })
    void irregularNamesCarryAHash(String className, String method, String expected) {
        assertThat(ServiceName.of(className, method)).matches(expected);
    }

    @Test
    void longNamesLoseTheirFront() {
        String name = ServiceName.of(
                "com.acme.department.of.very.long.names.InternationalPriceListProvider", "quoteEverything");
        assertThat(name).hasSize(63).matches("[0-9a-f]{8}-.*price-list-provider--quote-everything");
    }

    @Test
    void noTwoMethodsShareAName() {
        List<String> packages =
                List.of("", "a.", "a.b.", "ab.", "a_b.", "aB.", "com.acme.shop.of.long.names.and.longer.");
        List<String> words = List.of(
                "A", "B", "Ab", "AB", "aB", "ab", "a", "A$B", "A_B", "_", "$", "A1", "a1", "Ä", "é", "Aa$", "BA");
        Map<String, String> seen = new HashMap<>();
        for (String pkg : packages) {
            for (String first : words) {
                for (String second : words) {
                    String className = pkg + first + second;
                    claim(seen, className, ServiceName.of(className));
                    for (String method : words) {
                        claim(seen, className + "#" + method, ServiceName.of(className, method));
                    }
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(20_000);
    }

    @Test
    void anyNameGivesADnsLabelThatDoesNotCollide() {
        Random random = new Random(20_260_101);
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            String className = word(random, "abzABZ09.$_éЖ-");
            String method = word(random, "abzABZ09$_éЖ ");
            claim(seen, className + "#" + method, ServiceName.of(className, method));
        }
        assertThat(seen).hasSizeGreaterThan(40_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "A", "a.b", "a_b", "ä", "a b"})
    void refusesWhatIsNoDnsLabel(String name) {
        assertThatThrownBy(() -> ServiceName.validate(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("service name: " + name + " (expected: at most 63 ");
    }

    @Test
    void takesDnsLabelsOnly() {
        assertThat(ServiceName.validate("a")).isEqualTo("a");
        assertThat(ServiceName.validate("7-pricing--v2")).isEqualTo("7-pricing--v2");
        assertThat(ServiceName.validate("a".repeat(63))).hasSize(63);
        assertThatThrownBy(() -> ServiceName.validate("a".repeat(64))).isInstanceOf(IllegalArgumentException.class);
    }

    private static void claim(Map<String, String> seen, String source, String name) {
        assertThat(name).matches(LABEL);
        String before = seen.putIfAbsent(name, source);
        assertThat(before == null || before.equals(source))
                .as("%s names both %s and %s", name, before, source)
                .isTrue();
    }

    private static String word(Random random, String alphabet) {
        StringBuilder word = new StringBuilder();
        int length = 1 + random.nextInt(40);
        for (int i = 0; i < length; i++) {
            word.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return word.toString();
    }
}
