package io.msagent.core.client;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Registration;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What the caller's side needs of a registry, in memory; can be away or silent. */
final class FakeRegistry implements Registry {
    private final Map<String, Instance> instances = new ConcurrentHashMap<>();
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final ExecutorService connector = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "fake-registry");
        thread.setDaemon(true);
        return thread;
    });
    final AtomicInteger watches = new AtomicInteger();
    final AtomicInteger lookUps = new AtomicInteger();
    private volatile boolean away;
    private volatile boolean silent;
    private volatile RegistryException.Kind kind = RegistryException.Kind.AWAY;

    private static final class Watcher {
        final String service;
        final Consumer<List<Instance>> listener;
        final Consumer<RegistryException> onLost;
        // touched by the connector's thread only
        List<Instance> told;
        boolean toldLost;

        Watcher(String service, Consumer<List<Instance>> listener, Consumer<RegistryException> onLost) {
            this.service = service;
            this.listener = listener;
            this.onLost = onLost;
        }
    }

    void add(Instance instance) {
        instances.put(instance.id(), instance);
        tellAll();
    }

    void remove(String id) {
        instances.remove(id);
        tellAll();
    }

    /** From now on nobody answers, or somebody does again. */
    void away(boolean now) {
        away = now;
        tellAll();
    }

    /** From now on it answers that it will not. */
    void refuse() {
        kind = RegistryException.Kind.REFUSED;
        away(true);
    }

    /** Waits until everybody has been told of what was before. */
    void settle() throws Exception {
        connector.submit(() -> {}).get();
    }

    /** A registry that takes requests and never answers. */
    void silent() {
        silent = true;
    }

    private void tellAll() {
        watchers.forEach(this::tell);
    }

    private void tell(Watcher watcher) {
        if (silent) {
            return;
        }
        connector.execute(() -> {
            if (!watchers.contains(watcher)) {
                return;
            }
            List<Instance> now = of(watcher.service);
            if (away && !watcher.toldLost) {
                watcher.toldLost = true;
                watcher.onLost.accept(awayException());
            } else if (!away && (watcher.toldLost || !now.equals(watcher.told))) {
                watcher.toldLost = false;
                watcher.told = now;
                tell(watcher.listener, now);
            }
        });
    }

    private static void tell(Consumer<List<Instance>> listener, List<Instance> now) {
        try {
            listener.accept(now);
        } catch (RuntimeException e) {
            // as a connector: whoever listens cannot harm it
        }
    }

    private RegistryException awayException() {
        String why = kind == RegistryException.Kind.AWAY ? "connection refused" : "ACL not found";
        return new RegistryException(kind, "http://registry.test: " + why, null);
    }

    private List<Instance> of(String service) {
        return new ArrayList<>(instances.values().stream()
                .filter(i -> i.service().equals(service))
                .toList());
    }

    @Override
    public List<Instance> lookUp(String service) {
        lookUps.incrementAndGet();
        if (away) {
            throw awayException();
        }
        return of(service);
    }

    @Override
    public Subscription watch(String service, Consumer<List<Instance>> listener, Consumer<RegistryException> onLost) {
        watches.incrementAndGet();
        Watcher watcher = new Watcher(service, listener, onLost);
        watchers.add(watcher);
        tell(watcher);
        return () -> watchers.remove(watcher);
    }

    @Override
    public void close() {
        watchers.clear();
        connector.shutdownNow();
    }

    int open() {
        return watchers.size();
    }

    private static UnsupportedOperationException notForCallers() {
        return new UnsupportedOperationException("a caller has no use for this");
    }

    @Override
    public void register(Registration registration, Instance.Status initial) {
        throw notForCallers();
    }

    @Override
    public boolean beat(String instanceId, Instance.Status status, String note) {
        throw notForCallers();
    }

    @Override
    public void deregister(String instanceId) {
        throw notForCallers();
    }

    @Override
    public void maintenance(String instanceId, boolean on, String reason) {
        throw notForCallers();
    }

    @Override
    public Set<String> services(String tag) {
        throw notForCallers();
    }

    @Override
    public Optional<Entry> get(String key) {
        throw notForCallers();
    }

    @Override
    public Map<String, Entry> list(String prefix) {
        throw notForCallers();
    }

    @Override
    public void put(String key, byte[] value) {
        throw notForCallers();
    }

    @Override
    public boolean putIf(String key, byte[] value, long modifyIndex) {
        throw notForCallers();
    }

    @Override
    public void delete(String key) {
        throw notForCallers();
    }

    @Override
    public boolean transact(List<Write> writes, Fence fence) {
        throw notForCallers();
    }

    @Override
    public String openSession(String name, Duration ttl, Duration lockDelay) {
        throw notForCallers();
    }

    @Override
    public boolean renewSession(String sessionId) {
        throw notForCallers();
    }

    @Override
    public void closeSession(String sessionId) {
        throw notForCallers();
    }

    @Override
    public boolean acquire(String key, byte[] value, String sessionId) {
        throw notForCallers();
    }

    @Override
    public boolean release(String key, String sessionId) {
        throw notForCallers();
    }

    @Override
    public boolean acquireAll(List<Write> locks, String sessionId) {
        throw notForCallers();
    }

    @Override
    public boolean releaseAll(List<Write> locks, String sessionId) {
        throw notForCallers();
    }
}
