package io.msagent.registry.consul.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys, their values and locks. Every method must be called while holding the monitor of {@link Changes}. A change
 * is in the log before it is in memory, and in memory before anybody is told.
 */
final class Keys {
    /** As in Consul, whatever a session asks for. */
    private static final Duration LONGEST_LOCK_DELAY = Duration.ofSeconds(60);

    private final Changes changes;
    private final KeyLog log;
    private final TreeMap<String, KeyValue> byKey = new TreeMap<>();
    private final Map<String, Long> lockedUntil = new HashMap<>();
    private long bytes;
    private long index;
    private long lastRemoval;

    Keys(Changes changes, KeyLog log) {
        this.changes = changes;
        this.log = log;
        log.takeLoaded().forEach(this::keep);
        this.index = changes.index();
        this.lastRemoval = changes.index();
    }

    Optional<KeyValue> get(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** All under the prefix, in order. */
    Collection<KeyValue> under(String prefix) {
        Map<String, KeyValue> tail = byKey.tailMap(prefix, true);
        return tail.values().stream()
                .takeWhile(kv -> kv.key().startsWith(prefix))
                .toList();
    }

    long indexOf(String key) {
        KeyValue kv = byKey.get(key);
        return kv == null ? index : kv.modifyIndex();
    }

    /** Removals count for every prefix: which keys there were is not remembered. */
    long indexUnder(String prefix) {
        long newest =
                under(prefix).stream().mapToLong(KeyValue::modifyIndex).max().orElse(index);
        return Math.max(newest, lastRemoval);
    }

    void put(String key, byte[] value, long flags) {
        KeyValue before = byKey.get(key);
        if (before != null
                && before.flags() == flags
                && before.lockIndex() == 0
                && Arrays.equals(before.value(), value)) {
            return; // as in Consul, what changes nothing has no index of its own
        }
        // as in Consul, a plain write keeps the lock and forgets how often it was taken
        String session = before == null ? null : before.session();
        store(key, value, flags, 0, session, before != null && before.ephemeral());
    }

    /** Stores if the key's modify index is still this one; 0 means that there is no such key. */
    boolean putIf(String key, byte[] value, long flags, long modifyIndex) {
        if (modifyIndexOf(key) != modifyIndex) {
            return false;
        }
        put(key, value, flags);
        return true;
    }

    /** Whether nobody can take the lock yet: the session that held it has ended a moment ago. */
    boolean isDelayed(String key) {
        Long until = lockedUntil.get(key);
        return until != null && until - changes.now() > 0;
    }

    boolean acquire(String key, byte[] value, long flags, Session session) {
        KeyValue before = byKey.get(key);
        if (before != null && before.session() != null) {
            if (!before.session().equals(session.id())) {
                return false;
            }
            store(key, value, flags, before.lockIndex(), session.id(), session.deletes());
            return true;
        }
        if (isDelayed(key)) {
            return false;
        }
        lockedUntil.remove(key);
        store(key, value, flags, before == null ? 1 : before.lockIndex() + 1, session.id(), session.deletes());
        return true;
    }

    boolean release(String key, byte[] value, long flags, String sessionId) {
        KeyValue before = byKey.get(key);
        if (before == null || !sessionId.equals(before.session())) {
            return false;
        }
        store(key, value, flags, before.lockIndex(), null, false);
        return true;
    }

    void delete(String key) {
        if (byKey.containsKey(key)) {
            remove(List.of(key));
        }
    }

    /** Removes if the key's modify index is still this one; as in Consul, of a key that is not there it is never wrong. */
    boolean deleteIf(String key, long modifyIndex) {
        if (!byKey.containsKey(key)) {
            return true;
        }
        if (modifyIndexOf(key) != modifyIndex) {
            return false;
        }
        remove(List.of(key));
        return true;
    }

    void deleteUnder(String prefix) {
        List<String> keys = under(prefix).stream().map(KeyValue::key).toList();
        if (!keys.isEmpty()) {
            remove(keys);
        }
    }

    /** Releases or removes what a session held, and keeps others away for its lock delay. */
    void ended(Session session) {
        List<KeyValue> held = byKey.values().stream()
                .filter(kv -> session.id().equals(kv.session()))
                .toList();
        Duration delay =
                session.lockDelay().compareTo(LONGEST_LOCK_DELAY) > 0 ? LONGEST_LOCK_DELAY : session.lockDelay();
        long until = changes.now() + delay.toNanos();
        for (KeyValue kv : held) {
            if (!delay.isNegative() && !delay.isZero()) {
                lockedUntil.put(kv.key(), until);
                changes.wantTickAt(until);
            }
            if (!session.deletes()) {
                write(kv.unlocked(changes.next()));
            }
        }
        if (session.deletes() && !held.isEmpty()) {
            remove(held.stream().map(KeyValue::key).toList());
        }
    }

    /** Forgets lock delays that are over. Returns nanoseconds until this is due again. */
    long tick() {
        long now = changes.now();
        lockedUntil.values().removeIf(until -> until - now <= 0);
        return lockedUntil.values().stream()
                .mapToLong(until -> until - now)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /**
     * Makes all these changes together.
     *
     * @param changed what is to be under each key from now on, with the modify index given; empty if nothing
     */
    void change(Map<String, Optional<KeyValue>> changed, long now) {
        List<KeyValue> stored =
                changed.values().stream().flatMap(Optional::stream).toList();
        List<String> removed = changed.entrySet().stream()
                .filter(e -> e.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        long room = bytes;
        int count = byKey.size();
        for (String key : changed.keySet()) {
            KeyValue before = byKey.get(key);
            room -= before == null ? 0 : before.value().length;
            count -= before == null ? 0 : 1;
        }
        room += stored.stream().mapToLong(kv -> kv.value().length).sum();
        checkRoom(count + stored.size(), room);
        logged(() -> log.change(stored, removed, now, byKey.values()));
        for (String key : removed) {
            bytes -= Objects.requireNonNull(byKey.remove(key)).value().length;
            lastRemoval = now;
        }
        stored.forEach(this::keep);
        index = now;
        changed.keySet().forEach(key -> changes.tell(new Topic.Key(key)));
    }

    private long modifyIndexOf(String key) {
        KeyValue kv = byKey.get(key);
        return kv == null ? 0 : kv.modifyIndex();
    }

    private void store(
            String key, byte[] value, long flags, long lockIndex, @Nullable String session, boolean ephemeral) {
        KeyValue before = byKey.get(key);
        long room = bytes + value.length - (before == null ? 0 : before.value().length);
        checkRoom(byKey.size() + (before == null ? 1 : 0), room);
        long now = changes.next();
        write(new KeyValue(
                key, flags, value, before == null ? now : before.createIndex(), now, lockIndex, session, ephemeral));
    }

    private static void checkRoom(int keys, long room) {
        Limits.checkRoom(keys <= Limits.KEYS, "keys", Limits.KEYS);
        Limits.checkRoom(room <= Limits.VALUE_BYTES_IN_ALL, "bytes of all values", Limits.VALUE_BYTES_IN_ALL);
    }

    private void write(KeyValue kv) {
        logged(() -> log.put(kv, byKey.values()));
        keep(kv);
        index = kv.modifyIndex();
        changes.tell(new Topic.Key(kv.key()));
    }

    private void remove(List<String> keys) {
        long now = changes.next();
        logged(() -> log.remove(keys, now, byKey.values()));
        for (String key : keys) {
            bytes -= Objects.requireNonNull(byKey.remove(key)).value().length;
        }
        index = now;
        lastRemoval = now;
        keys.forEach(key -> changes.tell(new Topic.Key(key)));
    }

    private void keep(KeyValue kv) {
        KeyValue before = byKey.put(kv.key(), kv);
        bytes += kv.value().length - (before == null ? 0 : before.value().length);
    }

    private static void logged(LogWrite write) {
        try {
            write.run();
        } catch (IOException e) {
            throw HttpError.internal("cannot be written to disk: " + e.getMessage());
        }
    }

    private interface LogWrite {
        void run() throws IOException;
    }
}
