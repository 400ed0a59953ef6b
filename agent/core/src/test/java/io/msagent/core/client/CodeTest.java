package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.registry.Instance;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeTest {
    @ParameterizedTest(name = "digest {0} of {1}, protocol {2}, class {3}: {4}")
    @CsvSource({
        "d1, d1, 1, shop.Pricing, true",
        "d1, d2, 1, shop.Pricing, false",
        "'', d2, 1, shop.Pricing, true",
        "d1, d1, 2, shop.Pricing, false",
        "d1, d1, 1, shop.OtherPricing, false"
    })
    void runsWhereProtocolDigestAndClassAgree(
            String wanted, String digest, String protocol, String className, boolean runs) {
        Instance instance = new Instance(
                "i",
                "pricing",
                "127.0.0.1",
                1,
                Map.of("digest", digest, "protocol", protocol, "class", className),
                Instance.Status.PASSING,
                "");
        assertThat(new Code(wanted, "shop.Pricing").runsIn(instance)).isEqualTo(runs);
    }
}
