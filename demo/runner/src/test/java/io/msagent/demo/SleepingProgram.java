package io.msagent.demo;

import java.util.concurrent.CountDownLatch;

/** For tests, a process of its own: stands for an orchestrator that never gets ready. */
final class SleepingProgram {
    private SleepingProgram() {}

    public static void main(String[] args) throws InterruptedException {
        System.out.println("asleep");
        new CountDownLatch(1).await();
    }
}
