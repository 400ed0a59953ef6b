package io.msagent.core.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.call.NotStarted;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private Workers workers = new Workers(1, 10, 10);

    @AfterEach
    void close() {
        workers.close();
    }

    /** A body that does, one after the other, what the test tells it. */
    private final class Script implements Work {
        private final String name;
        private final BlockingQueue<Consumer<Slot>> steps = new LinkedBlockingQueue<>();
        private volatile boolean ended;
        private volatile Thread thread;

        Script(String name) {
            this.name = name;
        }

        Script submit() {
            workers.submit(this);
            return this;
        }

        void then(Consumer<Slot> step) {
            steps.add(step);
        }

        /** Waits until the step has been done. */
        void now(Consumer<Slot> step) throws InterruptedException {
            CountDownLatch done = new CountDownLatch(1);
            steps.add(step.andThen(slot -> done.countDown()));
            done.await();
        }

        /** Waits until it waits for its slot. */
        void awaitTakingBack() {
            await().until(() -> thread.getState() == Thread.State.WAITING
                    && Arrays.stream(thread.getStackTrace())
                            .anyMatch(frame -> frame.getMethodName().equals("takeBack")));
        }

        void end() {
            steps.add(slot -> ended = true);
        }

        @Override
        public void run(Slot slot) {
            thread = Thread.currentThread();
            events.add(name + " starts");
            while (!ended) {
                try {
                    steps.take().accept(slot);
                } catch (InterruptedException e) {
                    return;
                }
            }
            events.add(name + " ends");
        }

        @Override
        public void refused(NotStarted reason) {
            events.add(name + " " + reason.wireName());
        }
    }

    private void awaitEvents(String... expected) {
        await().untilAsserted(() -> assertThat(events).containsExactly(expected));
    }

    private void awaitLoad(int running, int queued, int blocked) {
        await().untilAsserted(() -> {
            Load load = workers.load(Map.of());
            assertThat(List.of(load.running(), load.queued(), load.blocked()))
                    .containsExactly(running, queued, blocked);
        });
    }

    @Test
    void whoTakesItsSlotBackGoesBeforeWhoHasNotStarted() throws InterruptedException {
        Script a = new Script("a").submit();
        a.now(Slot::lend);
        Script b = new Script("b").submit();
        Script c = new Script("c").submit();
        awaitLoad(1, 1, 1);
        a.then(Slot::takeBack);
        a.then(slot -> events.add("a is back"));
        a.awaitTakingBack();
        b.end();
        awaitEvents("a starts", "b starts", "b ends", "a is back");
        awaitLoad(1, 1, 0);
        a.end();
        c.end();
        awaitEvents("a starts", "b starts", "b ends", "a is back", "a ends", "c starts", "c ends");
        awaitLoad(0, 0, 0);
    }

    @Test
    void atTheBoundWhatIsQueuedIsRefusedBecauseItMayBeWaitedFor() throws InterruptedException {
        workers = new Workers(1, 10, 1);
        Script a = new Script("a").submit();
        Script b = new Script("b").submit();
        Script c = new Script("c").submit();
        awaitLoad(1, 2, 0);
        a.now(Slot::lend);
        await().untilAsserted(
                        () -> assertThat(events).containsExactlyInAnyOrder("a starts", "b starts", "c overloaded"));
        new Script("d").submit();
        assertThat(events).endsWith("d overloaded");
        b.now(Slot::lend);
        awaitLoad(0, 0, 2);
        b.now(Slot::takeBack);
        b.end();
        awaitLoad(0, 0, 1);
        Script e = new Script("e").submit();
        awaitLoad(1, 0, 1);
        e.end();
        a.now(Slot::takeBack);
        a.end();
        awaitLoad(0, 0, 0);
    }

    @Test
    void withoutAnybodyWaitingAFullHouseStillQueues() {
        workers = new Workers(1, 10, 0);
        Script a = new Script("a").submit();
        Script b = new Script("b").submit();
        awaitLoad(1, 1, 0);
        a.end();
        b.end();
        awaitEvents("a starts", "a ends", "b starts", "b ends");
    }

    @Test
    void aDetachedBodyHoldsNoThreadButCounts() throws InterruptedException {
        workers = new Workers(1, 10, 1);
        Slot[] detached = new Slot[1];
        Script a = new Script("a").submit();
        a.now(slot -> {
            detached[0] = slot;
            slot.detach();
        });
        a.end();
        awaitEvents("a starts", "a ends");
        awaitLoad(0, 0, 1);
        detached[0].finish();
        detached[0].finish();
        awaitLoad(0, 0, 0);
    }

    @Test
    void aBodyThatEndsWithItsSlotLentLeavesNothingBehind() throws InterruptedException {
        Script a = new Script("a").submit();
        a.now(Slot::lend);
        a.end();
        awaitEvents("a starts", "a ends");
        awaitLoad(0, 0, 0);
    }

    @Test
    void lendingNests() throws InterruptedException {
        Script a = new Script("a").submit();
        a.now(Slot::lend);
        a.now(Slot::lend);
        awaitLoad(0, 0, 1);
        a.now(Slot::takeBack);
        awaitLoad(0, 0, 1);
        a.now(Slot::takeBack);
        awaitLoad(1, 0, 0);
        a.end();
        awaitLoad(0, 0, 0);
    }

    @Test
    void closedItRefusesWhatHasNotStartedAndLetsTheRestEnd() {
        Script a = new Script("a").submit();
        new Script("b").submit();
        awaitLoad(1, 1, 0);
        workers.close();
        new Script("c").submit();
        a.end();
        await().untilAsserted(
                        () -> assertThat(events).containsExactly("a starts", "b quiescing", "c quiescing", "a ends"));
    }
}
