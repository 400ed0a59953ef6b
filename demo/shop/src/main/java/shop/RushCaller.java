package shop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** One caller, with a cart of its own. */
final class RushCaller extends Thread {
    /** Before it asks again, having been refused. */
    private static final long PAUSE_NANOS = 20_000_000;

    private final RateLimiter limiter;
    private final Carts carts;
    private final String customer;
    private final String cart;
    private final Grants grants;
    private final BooleanSupplier over;
    private final List<String> put = new ArrayList<>();
    private int wrong;
    private int failed;

    RushCaller(RateLimiter limiter, Carts carts, String customer, String cart, Grants grants, BooleanSupplier over) {
        super("caller of " + cart);
        this.limiter = limiter;
        this.carts = carts;
        this.customer = customer;
        this.cart = cart;
        this.grants = grants;
        this.over = over;
    }

    @Override
    public void run() {
        while (!over.getAsBoolean()) {
            try {
                Permit permit = limiter.tryAcquire(customer);
                if (permit.granted()) {
                    grants.add(permit);
                    put();
                } else {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            } catch (RuntimeException e) {
                failed++;
                System.err.println(getName() + ": " + e);
            }
        }
    }

    /** Every tenth permit is used for an item. */
    private void put() {
        if (grants.count() % 10 == 0) {
            String item = cart + "/" + put.size();
            int size = carts.put(cart, item);
            put.add(item);
            wrong += size == put.size() ? 0 : 1;
        }
    }

    /** Compares what is in the cart with what was put there; called when the thread has ended. */
    void checkOut() {
        List<String> found = carts.checkOut(cart);
        wrong += found.equals(put) ? 0 : 1;
    }

    int items() {
        return put.size();
    }

    /** How often the cart held something else than what was put there. */
    int wrong() {
        return wrong;
    }

    int failed() {
        return failed;
    }
}
