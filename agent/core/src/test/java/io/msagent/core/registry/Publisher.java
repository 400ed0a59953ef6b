package io.msagent.core.registry;

/** What stands behind a {@link Subscriptions} under test: whatever tells subscribers of instances. */
public interface Publisher extends AutoCloseable {

    /** The implementation under test. */
    Subscriptions subscriptions();

    /**
     * Makes an instance known, or changes what is known of it. Its status is not
     * {@link Instance.Status#MAINTENANCE}.
     */
    void publish(Instance instance);

    /** Makes an instance unknown. */
    void withdraw(String instanceId);

    /** From now on the subscribers' side hears nothing from here. */
    void lose();

    /** Ends {@link #lose}. */
    void restore();

    /** Ends everything that this publisher began. */
    @Override
    void close();
}
