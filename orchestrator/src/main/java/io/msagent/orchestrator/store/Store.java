package io.msagent.orchestrator.store;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.Registry.Write;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The orchestrators' knowledge in the registry: a {@link Kind} of value each below {@code ms-agent/}, the locks, and {@code
 * ms-agent/epoch}, by which a registry that began anew is known. What is not sealed with the cluster token is refused, and
 * said so once. Safe for use by any thread; throws what {@link Registry} throws.
 */
public final class Store {
    static final String ROOT = "ms-agent/";
    private static final String LOCKS = ROOT + "orchestrator/";
    /** Key of the lock that says which orchestrator leads. */
    public static final String LEADER = LOCKS + "leader";

    /** Before a host's name: key of the lock that says which orchestrator starts and ends its processes. */
    public static final String HOST_LOCK = LOCKS + "host/";

    static final String EPOCH = ROOT + "epoch";
    /** The modify index of what is not there. */
    private static final long ABSENT = 0;
    /** A transaction takes 512 KiB of base64. */
    private static final int MOST_BYTES = 256 * 1024;

    private final Registry registry;
    private final Seal seal;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    /** Parsing and verifying a thousand services each second would cost more than everything else. */
    private Map<String, Parsed> parsed = new HashMap<>();

    private record Parsed(Registry.Entry entry, @Nullable Object value, String refusal) {
        boolean isOf(Registry.Entry other) {
            // a registry that began anew counts from the beginning
            return entry.modifyIndex() == other.modifyIndex() && Arrays.equals(entry.value(), other.value());
        }
    }

    /** Keeps everything in this registry, under this seal. */
    public Store(Registry registry, Seal seal) {
        this.registry = registry;
        this.seal = seal;
    }

    /** Stores a wish: anybody with the token may. */
    public <T> void save(Kind<T> kind, String name, T value) {
        registry.put(kind.key(name), seal.close(kind.key(name), value));
    }

    /** Removes a wish. */
    public void forget(Kind<?> kind, String name) {
        registry.delete(kind.key(name));
    }

    /** A value to be stored by {@link #commit}. */
    public <T> Write put(Kind<T> kind, String name, T value) {
        return Write.put(kind.key(name), seal.close(kind.key(name), value));
    }

    /** A value to be stored by {@link #commit}, which refuses everything if there is one already. */
    public <T> Write create(Kind<T> kind, String name, T value) {
        return new Write(kind.key(name), seal.close(kind.key(name), value), ABSENT);
    }

    /** A value to be removed by {@link #commit}. */
    public Write delete(Kind<?> kind, String name) {
        return Write.delete(kind.key(name));
    }

    /** Writes again what was read, so that {@link #commit} refuses everything if it has changed or is gone. */
    public <T> Write stillThere(Kind<T> kind, String name, Kept kept) {
        T value = Objects.requireNonNull(kept.get(kind, name));
        return new Write(kind.key(name), seal.close(kind.key(name), value), kept.index(kind, name));
    }

    /**
     * Makes a decision known: all of it, or nothing.
     *
     * @param decision at most {@value Registry#MOST_WRITES} writes
     * @return false if the fence's lock is not held any more, or something that was to be created is there already
     */
    public boolean commit(List<Write> decision, Registry.@Nullable Fence fence) {
        return registry.transact(decision, fence);
    }

    /**
     * Makes many decisions known, each wholly or not at all, in as few requests as can be.
     *
     * @return how many, from the first on, were; fewer than all if the fence's lock is not held any more
     */
    public int commitAll(List<List<Write>> decisions, Registry.@Nullable Fence fence) {
        int done = 0;
        while (done < decisions.size()) {
            List<Write> together = new ArrayList<>(decisions.get(done));
            int bytes = bytes(together);
            int next = done + 1;
            while (next < decisions.size()
                    && together.size() + decisions.get(next).size() <= Registry.MOST_WRITES
                    && bytes + bytes(decisions.get(next)) <= MOST_BYTES) {
                bytes += bytes(decisions.get(next));
                together.addAll(decisions.get(next++));
            }
            if (!registry.transact(together, fence)) {
                return done;
            }
            done = next;
        }
        return done;
    }

    private static int bytes(List<Write> writes) {
        return writes.stream()
                .mapToInt(write -> write.value() == null ? 0 : write.value().length)
                .sum();
    }

    /** Marks a registry that has no mark yet, so that it is known again, or known to have begun anew. */
    public void beginEpoch() {
        // false: somebody else was quicker, and that mark is as good
        boolean unused = registry.putIf(EPOCH, UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8), ABSENT);
    }

    /** Gives back what a registry has lost, in as few requests as can be; what it holds already, it keeps. */
    public void restore(Kept lost, Kept held) {
        List<List<Write>> missing = new ArrayList<>();
        for (Kind<?> kind : Kind.ALL) {
            lost.all(kind).forEach((name, value) -> {
                if (held.get(kind, name) == null) {
                    missing.add(List.of(new Write(kind.key(name), seal.close(kind.key(name), value), ABSENT)));
                }
            });
        }
        int done = 0;
        while ((done += commitAll(missing.subList(done, missing.size()), null)) < missing.size()) {
            // one of the next has been written meanwhile, which refuses all that go with it
            for (List<Write> one : missing.subList(done, Math.min(missing.size(), done + Registry.MOST_WRITES))) {
                boolean unused = commit(one, null);
                done++;
            }
        }
    }

    /** Everything, in one request; parsed only where it has changed. */
    public synchronized Kept read() {
        Map<Kind<?>, Map<String, Object>> values = new HashMap<>();
        Map<String, String> refusedLaunches = new HashMap<>();
        Map<String, Long> indexes = new HashMap<>();
        Map<String, LockHolder> locks = new HashMap<>();
        Map<String, Registry.Entry> entries = registry.list(ROOT);
        Map<String, Parsed> now = new HashMap<>(entries.size() * 2);
        entries.forEach((key, entry) -> {
            int slash = key.indexOf('/', ROOT.length());
            Kind<?> kind = slash < 0 ? null : Kind.BY_FOLDER.get(key.substring(ROOT.length(), slash));
            if (kind != null) {
                Parsed known = parsed.get(key);
                Parsed one = known != null && known.isOf(entry) ? known : parse(kind, key, entry);
                now.put(key, one);
                String name = key.substring(slash + 1);
                if (one.value() != null) {
                    values.computeIfAbsent(kind, k -> new HashMap<>()).put(name, one.value());
                    indexes.put(key, entry.modifyIndex());
                } else if (kind == Kind.LAUNCH) {
                    refusedLaunches.put(name, one.refusal());
                }
            } else if (key.startsWith(LOCKS) && entry.session() != null) {
                LockHolder.read(entry.value()).ifPresent(holder -> locks.put(key, holder));
            }
        });
        parsed = now;
        Registry.Entry epoch = entries.get(EPOCH);
        Registry.Entry events = entries.get(EventLog.LATEST);
        return new Kept(
                values,
                refusedLaunches,
                indexes,
                locks,
                epoch == null ? null : new String(epoch.value(), StandardCharsets.UTF_8),
                events == null ? new byte[0] : events.value());
    }

    private Parsed parse(Kind<?> kind, String key, Registry.Entry entry) {
        try {
            return new Parsed(entry, seal.open(key, entry.value(), kind.type()), "");
        } catch (Seal.RefusedException e) {
            if (refused.add(key + " " + entry.modifyIndex())) {
                Log.error("refused " + key + " in the registry: " + e.getMessage());
            }
            return new Parsed(entry, null, String.valueOf(e.getMessage()));
        }
    }
}
