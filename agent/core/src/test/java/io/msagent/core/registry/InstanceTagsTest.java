package io.msagent.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstanceTagsTest {
    @Test
    void nameTheProductAndItsVersion() {
        assertThat(InstanceTags.standard()).containsExactly("ms-agent", "v" + System.getProperty("project.version"));
    }
}
