package io.msagent.instrument.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.core.config.Keys;
import io.msagent.core.config.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MethodPatternTest {
    @ParameterizedTest
    @CsvSource({
        "com.acme.Pricing#quote,    com.acme.Pricing,          quote,    true",
        "com.acme.Pricing#quote,    com.acme.Pricing$Rules,    quote,    false",
        "com.acme.Pricing#quote,    com.acme.Pricing,          quoteAll, false",
        "com.acme.Pricing$R#quote,  com.acme.Pricing$R,        quote,    true",
        "com.acme.pricing.*#*,      com.acme.pricing.A,        any,      true",
        "com.acme.pricing.*#*,      com.acme.pricing.sub.A$B,  any,      true",
        "com.acme.pricing.*#*,      com.acme.pricing2.A,       any,      false",
        "*Service#get*,             com.acme.PriceService,     getAll,   true",
        "*Service#get*,             com.acme.PriceService,     setAll,   false",
        "com.a+b.C#d,               com.aab.C,                 d,        false",
        "Main#with space,           Main,                      with space, true",
    })
    void matches(String pattern, String className, String method, boolean expected) {
        MethodPattern parsed = MethodPattern.parse(Keys.INCLUDE, pattern);
        assertThat(parsed.matchesClass(className) && parsed.matchesMethod(method))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.Pricing",
                "com.acme.Pricing.quote",
                "#quote",
                "com.acme.Pricing#",
                "a#b#c",
                "com/acme/Pricing#quote",
                "com.acme.Pricing#quote(int)",
                "com.acme.Pricing#<init>",
                "com..acme.Pricing#quote",
                "com.acme.#quote",
            })
    void refusesOtherForms(String pattern) {
        assertThatThrownBy(() -> MethodPattern.parse(Keys.EXCLUDE, pattern))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("exclude: " + pattern + " (expected: CLASS#METHOD");
    }

    @Test
    void keepsItsText() {
        assertThat(MethodPattern.parse(Keys.INCLUDE, "com.acme.*#quote")).hasToString("com.acme.*#quote");
    }
}
