package io.msagent.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class FarewellTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final List<String> said = new CopyOnWriteArrayList<>();

    @Test
    void bothWordsAreSaidInTheirOrder() {
        Farewell farewell = new Farewell(() -> said.add("first"), () -> said.add("last"));
        farewell.begin(LONG);
        assertThat(said).containsExactly("first");
        farewell.end(LONG);
        assertThat(said).containsExactly("first", "last");
    }

    /** It would never return. */
    @Test
    void aRegistryThatHangsIsNotWaitedFor() {
        CountDownLatch hangs = new CountDownLatch(1);
        Farewell farewell = new Farewell(() -> awaitUninterruptibly(hangs), () -> said.add("last"));
        farewell.begin(Duration.ofMillis(1));
        farewell.end(Duration.ofMillis(1));
        assertThat(said).isEmpty();
        hangs.countDown();
        await().atMost(LONG).until(() -> said.equals(List.of("last")));
    }

    @Test
    void aFirstWordThatFailsDoesNotKeepTheLastBack() {
        Farewell farewell = new Farewell(
                () -> {
                    throw new IllegalStateException("on purpose");
                },
                () -> said.add("last"));
        farewell.begin(LONG);
        farewell.end(LONG);
        assertThat(said).containsExactly("last");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
