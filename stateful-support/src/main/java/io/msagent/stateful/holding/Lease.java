package io.msagent.stateful.holding;

/** The right to serve one partition of a service's keys, which one instance at a time has. Safe for use by any thread. */
public interface Lease {

    /** The service. */
    String service();

    /** The partition, from 0. */
    int partition();

    /** The fencing token: higher than that of every owner before, whatever became of it. */
    long epoch();

    /**
     * Whether this instance certainly has it now, by the monotonic clock, which goes on while the process is stopped. False
     * from before the moment at which another could have it; once false it stays false.
     */
    boolean isHeld();

    /**
     * Ends it before its time, because what it guards has shown another owner: from now on it is not held. Its keeper drops
     * the partition and takes it anew under a higher epoch, in the background: never on this thread. Does not block; of a
     * lease that has ended nothing is done.
     *
     * @param why a clause for the log: {@code cart/5 under epoch 7: the state store knows epoch 9 (expected: ...)}
     */
    void end(String why);
}
