package io.msagent.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeansTest {
    @Test
    void anObjectBornInSeveralConstructorsCountsOnce() {
        Beans beans = new Beans();
        List<String> bean = new ArrayList<>();
        beans.add(bean);
        beans.add(bean);
        assertThat(beans.of(List.class)).hasSize(1);
        assertThat(beans.of(String.class)).isEmpty();
    }

    @Test
    void equalObjectsAreTwo() {
        Beans beans = new Beans();
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        beans.add(first);
        beans.add(second);
        assertThat(beans.of(ArrayList.class)).hasSize(2);
    }
}
