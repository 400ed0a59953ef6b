package io.msagent.core.registry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The registry port: who serves what, small values, and locks.
 *
 * <p>Implementations are safe for use by any thread. Every method but {@link #watch} makes one request, blocks for at
 * most the connector's time limit (a few seconds), and throws {@link RegistryException} if the registry is away or
 * refuses.
 */
public interface Registry extends Subscriptions, AutoCloseable {
    /** How many writes a transaction may have: Consul's 64 operations, of which the fence is one. */
    int MOST_WRITES = 63;

    /** How many locks can be taken or given back at once: each takes two of those operations. */
    int MOST_LOCKS = 32;

    /**
     * Registers an instance. If its id is registered already, the registration is replaced and the status kept.
     *
     * @param initial its status until its first beat, if it was not registered; one of those that a beat may have
     */
    void register(Registration registration, Instance.Status initial);

    /** As {@link #register(Registration, Instance.Status)}, critical until its first beat. */
    default void register(Registration registration) {
        register(registration, Instance.Status.CRITICAL);
    }

    /**
     * Says that an instance is alive and how it is. A note that changes while the status does not may be shown late
     * (Consul: minutes) and is not told to those who watch.
     *
     * @param status passing, warning or critical; for maintenance there is {@link #maintenance}
     * @param note why it is so; cut to 1,024 bytes of UTF-8
     * @return false if the registry does not know the instance (any more): it must register again
     */
    boolean beat(String instanceId, Instance.Status status, String note);

    /** Removes an instance; one that is not there is no error. */
    void deregister(String instanceId);

    /**
     * Takes an instance out of service, or puts it back; those who watch are told at once. Refused if the registry does
     * not know the instance.
     *
     * @param reason shown as the instance's note; of an instance that is out of service the first reason stays; cut to
     *     1,024 bytes of UTF-8
     */
    void maintenance(String instanceId, boolean on, String reason);

    /** All instances of a service, whatever their status. */
    List<Instance> lookUp(String service);

    /** Names of all registered services that carry the tag. */
    Set<String> services(String tag);

    /**
     * The value under a key.
     *
     * @param key parts with {@code /} between them, none of them empty, {@code .} or {@code ..}; as with every method
     *     that takes one, another is an {@link IllegalArgumentException}
     */
    Optional<Entry> get(String key);

    /** All values under keys that begin with the prefix, by key. */
    Map<String, Entry> list(String prefix);

    /** Stores a value unconditionally. At most 512 KiB. */
    void put(String key, byte[] value);

    /**
     * Stores a value if the key's modify index is still the given one; 0 means "if there is none".
     *
     * @return whether it was stored
     */
    boolean putIf(String key, byte[] value, long modifyIndex);

    /** Removes a key; one that is not there is no error. */
    void delete(String key);

    /**
     * Stores and removes all of these in their order, or nothing.
     *
     * <p>If the answer gets lost ({@link RegistryException}), it may have been done or not.
     *
     * @param writes at most {@value #MOST_WRITES}, else {@link IllegalArgumentException}; all values together at most
     *     about 380 KiB (Consul: 512 KiB of base64)
     * @param fence if given, all of it only while this session holds this lock
     * @return false if the fence's session does not hold its lock (any more), or a modify index differs; then nothing has
     *     changed
     */
    boolean transact(List<Write> writes, @Nullable Fence fence);

    /**
     * Opens a session, to which locks can be tied.
     *
     * @param ttl without renewal for this long the session ends and its locks are released; at least 10 s, at most 24 h
     *     (Consul's limits), and the registry may let it live for up to twice as long
     * @param lockDelay how long a lock released by the session's end cannot be taken
     * @return the session's id
     */
    String openSession(String name, Duration ttl, Duration lockDelay);

    /** Renews a session; false if it has ended. */
    boolean renewSession(String sessionId);

    /** Ends a session and releases its locks; one that has ended is no error. */
    void closeSession(String sessionId);

    /**
     * Takes the lock on a key and stores the value; false if another session holds it. Refused if the session has ended.
     */
    boolean acquire(String key, byte[] value, String sessionId);

    /** Gives the lock on a key back, its value stays; false if the session does not hold it. */
    boolean release(String key, String sessionId);

    /**
     * Takes all of these locks and stores their values, or nothing. Refused if the session has ended.
     *
     * <p>If the answer gets lost ({@link RegistryException}), it may have been done or not.
     *
     * @param locks keys and values, each with the modify index that its key's must still be; at most {@value #MOST_LOCKS},
     *     else {@link IllegalArgumentException}
     * @return false if another session holds one of them, or a modify index differs; then nothing has changed
     */
    boolean acquireAll(List<Write> locks, String sessionId);

    /**
     * Stores these values and gives the locks on their keys back, all of them or nothing.
     *
     * <p>If the answer gets lost ({@link RegistryException}), it may have been done or not.
     *
     * @param locks keys and values, each with the modify index that its key's must still be, or null; at most {@value
     *     #MOST_LOCKS}, else {@link IllegalArgumentException}
     * @return false if the session does not hold one of them, or a modify index differs; then nothing has changed
     */
    boolean releaseAll(List<Write> locks, String sessionId);

    /** Ends every subscription. Never throws. */
    @Override
    void close();

    /**
     * A stored value.
     *
     * @param value the bytes
     * @param modifyIndex grows with every change of the key
     * @param session id of the session that holds the key's lock, or null
     */
    record Entry(byte[] value, long modifyIndex, @Nullable String session) {}

    /**
     * A part of a transaction.
     *
     * @param value stored under the key; null removes the key, and one that is not there is no error
     * @param modifyIndex what the key's must still be; 0 means "if there is none" (of a removal: there is nothing to do),
     *     null whatever it is
     */
    record Write(
            String key, byte @Nullable [] value, @Nullable Long modifyIndex) {

        /** Stores whatever was there. */
        public static Write put(String key, byte[] value) {
            return new Write(key, value, null);
        }

        /** Removes whatever is there. */
        public static Write delete(String key) {
            return new Write(key, null, null);
        }

        /**
         * The same.
         *
         * @throws IllegalArgumentException if they are more than a transaction may have
         */
        public static List<Write> checked(List<Write> writes) {
            if (writes.size() > MOST_WRITES) {
                throw new IllegalArgumentException("writes of a transaction: " + writes.size() + " (expected: at most "
                        + MOST_WRITES + "; make several transactions of them)");
            }
            return writes;
        }

        /**
         * The same, of locks to be taken or given back.
         *
         * @throws IllegalArgumentException if they are more than can be at once
         */
        public static List<Write> checkedLocks(List<Write> locks) {
            if (locks.size() > MOST_LOCKS) {
                throw new IllegalArgumentException(
                        "locks at once: " + locks.size() + " (expected: at most " + MOST_LOCKS + ")");
            }
            return locks;
        }
    }

    /**
     * A lock that a session must hold for a transaction to be done.
     *
     * @param key of the lock
     * @param sessionId of the session, as {@link #openSession} gave it
     */
    record Fence(String key, String sessionId) {}
}
