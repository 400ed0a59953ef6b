package io.msagent.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocalEntryTest {
    @Test
    void holdsForOneEntryOfThatMethod() {
        LocalEntry.announce(7);
        assertThat(LocalEntry.take(8)).isFalse();
        assertThat(LocalEntry.take(7)).isTrue();
        assertThat(LocalEntry.take(7)).isFalse();
    }

    @Test
    void canBeTakenBack() {
        LocalEntry.announce(7);
        LocalEntry.clear();
        assertThat(LocalEntry.take(7)).isFalse();
    }
}
