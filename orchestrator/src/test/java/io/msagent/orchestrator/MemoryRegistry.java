package io.msagent.orchestrator;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Registration;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A registry in memory. Checks never expire by themselves; a test says what happens. */
public final class MemoryRegistry implements Registry {
    private record Watch(String service, Consumer<List<Instance>> listener, Consumer<RegistryException> onLost) {}

    private final Map<String, Instance> instances = new TreeMap<>();
    private final Map<String, Set<String>> tags = new TreeMap<>();
    private final Map<String, Entry> entries = new TreeMap<>();
    private final Set<String> sessions = new HashSet<>();
    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private final ExecutorService teller = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "memory-registry");
        thread.setDaemon(true);
        return thread;
    });
    private long index;
    private boolean refusesRemovals;
    private int failures;
    private RegistryException.Kind failure = RegistryException.Kind.AWAY;

    /** The next requests of those that an orchestrator makes in turn fail. */
    synchronized void fail(RegistryException.Kind kind, int requests) {
        failure = kind;
        failures = requests;
    }

    /** Whether it lets nobody remove a registration, as one whose token may not. */
    synchronized void refuseRemovals(boolean refuse) {
        refusesRemovals = refuse;
    }

    private void answering() {
        if (failures > 0) {
            failures--;
            throw new RegistryException(failure, "http://memory.test: no answer", null);
        }
    }

    /** Loses everything, as a registry that is restarted without its data. */
    synchronized void beginAnew() {
        instances.clear();
        tags.clear();
        entries.clear();
        sessions.clear();
        RegistryException lost = new RegistryException(RegistryException.Kind.AWAY, "began anew", null);
        teller.execute(() -> watches.forEach(watch -> {
            watch.onLost().accept(lost);
            watch.listener().accept(lookUp(watch.service()));
        }));
    }

    /** Holds the keys of another from now on, and counts as that does. */
    public synchronized void become(MemoryRegistry other) {
        entries.clear();
        entries.putAll(other.entries);
        index = other.index;
    }

    @Override
    public synchronized void register(Registration r, Instance.Status initial) {
        answering();
        set(new Instance(r.id(), r.service(), r.host(), r.port(), r.meta(), initial, ""));
        tags.put(r.id(), Set.copyOf(r.tags()));
    }

    @Override
    public synchronized boolean beat(String id, Instance.Status status, String note) {
        answering();
        Instance i = instances.get(id);
        if (i == null) {
            return false;
        }
        Instance now = new Instance(id, i.service(), i.host(), i.port(), i.meta(), status, note);
        if (!now.equals(i)) {
            set(now);
        }
        return true;
    }

    @Override
    public synchronized void deregister(String id) {
        if (refusesRemovals) {
            throw new RegistryException(RegistryException.Kind.REFUSED, "http://memory.test: 403", null);
        }
        Instance gone = instances.remove(id);
        if (gone != null) {
            tell(gone.service());
        }
    }

    @Override
    public void maintenance(String id, boolean on, String reason) {
        beat(id, on ? Instance.Status.MAINTENANCE : Instance.Status.PASSING, reason);
    }

    @Override
    public synchronized List<Instance> lookUp(String service) {
        return instances.values().stream()
                .filter(i -> i.service().equals(service))
                .toList();
    }

    @Override
    public synchronized Set<String> services(String tag) {
        Set<String> services = new HashSet<>();
        instances.values().stream()
                .filter(i -> tags.getOrDefault(i.id(), Set.of()).contains(tag))
                .forEach(i -> services.add(i.service()));
        return services;
    }

    @Override
    public Subscription watch(String service, Consumer<List<Instance>> listener, Consumer<RegistryException> onLost) {
        Watch watch = new Watch(service, listener, onLost);
        watches.add(watch);
        tell(service);
        return () -> watches.remove(watch);
    }

    @Override
    public synchronized Optional<Entry> get(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public synchronized Map<String, Entry> list(String prefix) {
        answering();
        Map<String, Entry> found = new TreeMap<>();
        entries.forEach((key, entry) -> {
            if (key.startsWith(prefix)) {
                found.put(key, entry);
            }
        });
        return found;
    }

    @Override
    public synchronized void put(String key, byte[] value) {
        Entry before = entries.get(key);
        entries.put(key, new Entry(value, ++index, before == null ? null : before.session()));
    }

    @Override
    public synchronized boolean putIf(String key, byte[] value, long modifyIndex) {
        Entry before = entries.get(key);
        if ((before == null ? 0 : before.modifyIndex()) != modifyIndex) {
            return false;
        }
        put(key, value);
        return true;
    }

    @Override
    public synchronized void delete(String key) {
        entries.remove(key);
    }

    @Override
    public synchronized boolean transact(List<Write> writes, Fence fence) {
        answering();
        Write.checked(writes);
        if (fence != null && !holds(fence)) {
            return false;
        }
        Map<String, Entry> before = new TreeMap<>(entries);
        for (Write write : writes) {
            if (!apply(write)) {
                entries.clear();
                entries.putAll(before);
                return false;
            }
        }
        return true;
    }

    private boolean holds(Fence fence) {
        Entry entry = entries.get(fence.key());
        return entry != null && fence.sessionId().equals(entry.session());
    }

    private boolean apply(Write write) {
        if (write.value() != null && write.modifyIndex() != null) {
            return putIf(write.key(), write.value(), write.modifyIndex());
        }
        if (write.value() != null) {
            put(write.key(), write.value());
            return true;
        }
        Entry there = entries.get(write.key());
        if (there != null && write.modifyIndex() != null && there.modifyIndex() != write.modifyIndex()) {
            return false;
        }
        delete(write.key());
        return true;
    }

    @Override
    public synchronized String openSession(String name, Duration ttl, Duration lockDelay) {
        answering();
        String id = UUID.randomUUID().toString();
        sessions.add(id);
        return id;
    }

    @Override
    public synchronized boolean renewSession(String id) {
        return sessions.contains(id);
    }

    @Override
    public synchronized void closeSession(String id) {
        sessions.remove(id);
        for (String key : new ArrayList<>(entries.keySet())) {
            release(key, id);
        }
    }

    /** Ends every session, as if none had been renewed. */
    public synchronized void expireSessions() {
        new ArrayList<>(sessions).forEach(this::closeSession);
    }

    @Override
    public synchronized boolean acquire(String key, byte[] value, String session) {
        answering();
        Entry before = entries.get(key);
        if (before != null && before.session() != null && !before.session().equals(session)) {
            return false;
        }
        entries.put(key, new Entry(value, ++index, session));
        return true;
    }

    @Override
    public synchronized boolean release(String key, String session) {
        Entry entry = entries.get(key);
        if (entry == null || !session.equals(entry.session())) {
            return false;
        }
        entries.put(key, new Entry(entry.value(), ++index, null));
        return true;
    }

    @Override
    public boolean acquireAll(List<Write> locks, String session) {
        throw new UnsupportedOperationException("orchestrators take one lock at a time");
    }

    @Override
    public boolean releaseAll(List<Write> locks, String session) {
        throw new UnsupportedOperationException("orchestrators give one lock back at a time");
    }

    /** Keeps everything: it stands for a server that others go on using. */
    @Override
    public void close() {}

    private void set(Instance instance) {
        instances.put(instance.id(), instance);
        tell(instance.service());
    }

    private void tell(String service) {
        teller.execute(() -> {
            List<Instance> now = lookUp(service);
            watches.stream()
                    .filter(w -> w.service().equals(service))
                    .forEach(w -> w.listener().accept(now));
        });
    }
}
