package io.msagent;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Groups the calls of one piece of work: they carry one id, and those of one stateful service that have no {@link Key}
 * reach the same instance and the same state. Nested calls inherit the id, wherever they run. Without the agent it is plain
 * local code with an id.
 *
 * <p>It is no transaction of a database: each call takes effect by itself, and what has taken effect stays if a later call
 * fails. Belongs to the thread that runs the work; a thread that the work starts is in no transaction.
 */
public final class Transaction {
    private static final ThreadLocal<@Nullable Transaction> CURRENT = new ThreadLocal<>();

    private final String id;
    private final String number;
    private final AtomicInteger calls = new AtomicInteger();

    private Transaction(String id, String number) {
        this.id = id;
        this.number = number;
    }

    /** Work that returns something and may throw. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, E extends Exception> {
        T run() throws E;
    }

    /** Runs the work in the current transaction, or in a new one if there is none. */
    public static void run(Runnable work) {
        boolean unused = Transaction.<Boolean, RuntimeException>call(() -> {
            work.run();
            return true;
        });
    }

    /** As {@link #run}, and returns what the work returns; what it throws is thrown on. */
    public static <T extends @Nullable Object, E extends Exception> T call(Work<T, E> work) throws E {
        if (CURRENT.get() != null) {
            return work.run();
        }
        Transaction transaction = new Transaction(Agent.newId(), "");
        CURRENT.set(transaction);
        try {
            return work.run();
        } finally {
            CURRENT.remove();
            Consumer<Transaction> listener = Agent.ended;
            if (listener != null) {
                listener.accept(transaction);
            }
        }
    }

    /** The one that this thread works in. */
    public static Optional<Transaction> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** A UUID in lower case; ids sort by the time at which their transactions began, to the millisecond. */
    public String id() {
        return id;
    }

    @Override
    public String toString() {
        return id;
    }

    /** What the agent needs of transactions; an application has no reason to call any of it. */
    public static final class Agent {
        private static volatile @Nullable Consumer<Transaction> ended;

        private Agent() {}

        /** Has the listener told of each transaction that ends, on its thread; it must not throw. */
        public static void set(Consumer<Transaction> listener) {
            ended = listener;
        }

        /**
         * Puts the thread into a transaction that began elsewhere, until the returned scope is closed on the same thread.
         *
         * @param number of the call whose body the thread is about to run, as {@code 2.1}
         */
        public static Joined join(String id, String number) {
            Transaction before = CURRENT.get();
            CURRENT.set(new Transaction(id, number));
            return () -> {
                if (before == null) {
                    CURRENT.remove();
                } else {
                    CURRENT.set(before);
                }
            };
        }

        /** Takes the thread out of any transaction, until the returned scope is closed on the same thread. */
        public static Joined leave() {
            Transaction before = CURRENT.get();
            CURRENT.remove();
            return () -> {
                if (before != null) {
                    CURRENT.set(before);
                }
            };
        }

        /**
         * The number of the next call of a transaction: {@code 1}, {@code 2}, and of the nested calls of the second {@code
         * 2.1}, {@code 2.2}. A body that runs again, and does the same, gives the same numbers.
         */
        public static String nextCall(Transaction transaction) {
            int next = transaction.calls.incrementAndGet();
            return transaction.number.isEmpty() ? Integer.toString(next) : transaction.number + "." + next;
        }

        /** A version 7 UUID (RFC 9562): the time in milliseconds, then what makes it different. */
        static String newId() {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            long time = System.currentTimeMillis() << 16 | 0x7000 | random.nextInt(0x1000);
            long rest = random.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
            return new UUID(time, rest).toString();
        }
    }

    /** Ends what {@link Agent#join} or {@link Agent#leave} began. */
    @FunctionalInterface
    public interface Joined extends AutoCloseable {
        @Override
        void close();
    }
}
