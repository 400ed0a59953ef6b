package io.msagent.registry.consul.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Operations that happen together or not at all. They are tried one after the other upon a picture of their own; only if
 * each of them can be done are the keys touched. To be used while holding the monitor.
 */
final class Transaction {
    private final Keys keys;
    private final Sessions sessions;
    private final long now;
    private final Map<String, Optional<KeyValue>> changed = new LinkedHashMap<>();
    private final List<KeyValue> results = new ArrayList<>();
    private final Map<Integer, String> errors = new LinkedHashMap<>();

    /** @param now index of the change, if there will be one */
    Transaction(Keys keys, Sessions sessions, long now) {
        this.keys = keys;
        this.sessions = sessions;
        this.now = now;
    }

    /** Tries all of it; whether all could be done, and if so, has been. */
    boolean make(List<Operation> operations) {
        for (int i = 0; i < operations.size(); i++) {
            try {
                attempt(operations.get(i)).ifPresent(results::add);
            } catch (Impossible e) {
                errors.put(i, e.getMessage());
            }
        }
        if (errors.isEmpty() && !changed.isEmpty()) {
            keys.change(changed, now);
        }
        return errors.isEmpty();
    }

    /** What each operation found or left; nothing of a removal. */
    List<KeyValue> results() {
        return results;
    }

    /** What is wrong, by the operation's number. */
    Map<Integer, String> errors() {
        return errors;
    }

    private Optional<KeyValue> attempt(Operation operation) throws Impossible {
        if (operation.key().isEmpty()) {
            throw new Impossible("Must provide key");
        }
        Limits.check(operation.key().length() <= Limits.KEY_CHARS, "characters of the key", Limits.KEY_CHARS);
        Optional<KeyValue> before = at(operation.key());
        return switch (operation.verb()) {
            case "set" -> Optional.of(set(operation, before));
            case "cas" -> {
                require(before.map(KeyValue::modifyIndex).orElse(0L) == operation.index(), "set", operation);
                yield Optional.of(set(operation, before));
            }
            case "delete" -> delete(before);
            case "delete-cas" -> {
                require(before.isEmpty() || before.get().modifyIndex() == operation.index(), "delete", operation);
                yield delete(before);
            }
            case "lock" -> Optional.of(lock(operation, before));
            case "unlock" -> Optional.of(unlock(operation, before));
            case "check-session" -> Optional.of(held(operation, before));
            default -> throw new Impossible("unknown KV verb \"" + operation.verb() + "\"");
        };
    }

    private KeyValue set(Operation operation, Optional<KeyValue> found) {
        KeyValue before = found.orElse(null);
        if (before != null
                && before.flags() == operation.flags()
                && before.lockIndex() == 0
                && Arrays.equals(before.value(), operation.value())) {
            return before; // as with a single write
        }
        String session = before == null ? null : before.session();
        return stored(operation, before, 0, session, before != null && before.ephemeral());
    }

    private KeyValue stored(
            Operation operation, @Nullable KeyValue before, long locks, @Nullable String session, boolean ephemeral) {
        KeyValue after = new KeyValue(
                operation.key(),
                operation.flags(),
                operation.value(),
                before == null ? now : before.createIndex(),
                now,
                locks,
                session,
                ephemeral);
        changed.put(operation.key(), Optional.of(after));
        return after;
    }

    private KeyValue lock(Operation operation, Optional<KeyValue> found) throws Impossible {
        String id = operation.session();
        if (id.isEmpty()) {
            throw new Impossible("missing session");
        }
        if (keys.isDelayed(operation.key())) {
            throw new Impossible("failed to lock key \"" + operation.key() + "\" due to lock delay");
        }
        Session session = sessions.find(id).orElseThrow(() -> new Impossible("invalid session \"" + id + "\""));
        KeyValue before = found.orElse(null);
        String holder = before == null ? null : before.session();
        if (holder != null && !holder.equals(id)) {
            throw new Impossible("failed to lock key \"" + operation.key() + "\", lock is already held");
        }
        long locks = (before == null ? 0 : before.lockIndex()) + (holder == null ? 1 : 0);
        return stored(operation, before, locks, id, session.deletes());
    }

    private KeyValue unlock(Operation operation, Optional<KeyValue> found) throws Impossible {
        KeyValue before = found.orElse(null);
        if (operation.session().isEmpty()) {
            throw new Impossible("missing session");
        }
        if (before == null || !operation.session().equals(before.session())) {
            throw new Impossible(
                    "failed to unlock key \"" + operation.key() + "\", lock isn't held, or is held by another session");
        }
        return stored(operation, before, before.lockIndex(), null, false);
    }

    private Optional<KeyValue> delete(Optional<KeyValue> before) {
        before.ifPresent(kv -> {
            if (keys.get(kv.key()).isPresent()) {
                changed.put(kv.key(), Optional.empty());
            } else {
                changed.remove(kv.key()); // made by an operation before this one
            }
        });
        return Optional.empty();
    }

    private static KeyValue held(Operation operation, Optional<KeyValue> before) throws Impossible {
        KeyValue kv = before.orElseThrow(
                () -> new Impossible("failed to check session, key \"" + operation.key() + "\" doesn't exist"));
        String session = kv.session() == null ? "" : kv.session();
        if (!session.equals(operation.session())) {
            throw new Impossible("failed session check for key \"" + operation.key() + "\", current session \""
                    + session + "\" != \"" + operation.session() + "\"");
        }
        return kv;
    }

    private Optional<KeyValue> at(String key) {
        Optional<KeyValue> here = changed.get(key);
        return here == null ? keys.get(key) : here;
    }

    private static void require(boolean holds, String what, Operation operation) throws Impossible {
        if (!holds) {
            throw new Impossible("failed to " + what + " key \"" + operation.key() + "\", index is stale");
        }
    }

    /** An operation that cannot be done; the message is Consul's. */
    private static final class Impossible extends Exception {
        private static final long serialVersionUID = 1L;

        Impossible(String what) {
            super(what, null, false, false);
        }
    }
}
