package kitchen;

import io.msagent.Microservice;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** A bean with state that cannot travel; {@code main} builds the one there is. */
public final class Warehouse {
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicInteger taken = new AtomicInteger();
    private final Thread owner = Thread.currentThread();

    @Microservice(value = "warehouse", idempotent = false)
    String take(int count) {
        lock.lock();
        try {
            return taken.addAndGet(count) + " taken in "
                    + ProcessHandle.current().pid() + " by " + (owner == null ? "nobody" : "main");
        } finally {
            lock.unlock();
        }
    }

    /** Takes twice. */
    public static void main(String[] arguments) {
        Warehouse warehouse = new Warehouse();
        System.out.println(warehouse.take(2));
        System.out.println(warehouse.take(3));
        System.out.println("self " + ProcessHandle.current().pid());
    }
}
