package io.msagent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Without the agent the annotation changes nothing, and its defaults say "as configured". */
class MicroserviceTest {
    @Microservice
    static int twice(int n) {
        return 2 * n;
    }

    @Test
    void aMarkedMethodRunsItsBody() {
        assertThat(twice(21)).isEqualTo(42);
    }

    @Test
    void nothingNeedBeSaid() throws NoSuchMethodException {
        Microservice mark =
                MicroserviceTest.class.getDeclaredMethod("twice", int.class).getAnnotation(Microservice.class);
        assertThat(mark.value()).isEmpty();
        assertThat(mark.timeout()).isEmpty();
        assertThat(mark.idempotent()).isTrue();
        assertThat(mark.interruptible()).isFalse();
        assertThat(mark.fallback()).isEqualTo(Microservice.Fallback.CONFIGURED);
    }
}
