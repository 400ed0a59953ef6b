package io.msagent.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

    @Test
    void theOnlyOneOfItsClassStaysWhenMainHasEnded() {
        Beans beans = new Beans();
        beans.add(new ArrayList<>());
        beans.mainEnded();
        System.gc();
        assertThat(beans.of(List.class)).hasSize(1);
    }

    @Test
    void ofSeveralThoseThatWereGivenUpGo() {
        Beans beans = new Beans();
        List<String> kept = new ArrayList<>();
        beans.add(new ArrayList<>());
        beans.add(kept);
        beans.mainEnded();
        await().untilAsserted(() -> {
            System.gc();
            assertThat(beans.of(List.class)).hasSize(1).first().isSameAs(kept);
        });
    }
}
