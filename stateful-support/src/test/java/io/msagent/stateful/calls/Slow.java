package io.msagent.stateful.calls;

import java.util.concurrent.CountDownLatch;

/** Works until a test lets it end. */
final class Slow {
    static final CountDownLatch RUNNING = new CountDownLatch(1);
    static final CountDownLatch RELEASE = new CountDownLatch(1);
    private int calls;

    int work(String key) throws InterruptedException {
        RUNNING.countDown();
        RELEASE.await();
        return ++calls;
    }
}
