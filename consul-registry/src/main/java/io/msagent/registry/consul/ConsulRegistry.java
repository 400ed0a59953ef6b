package io.msagent.registry.consul;

import com.orbitz.consul.AgentClient;
import com.orbitz.consul.Consul;
import com.orbitz.consul.model.State;
import com.orbitz.consul.option.QueryOptions;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Registration;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The registry port over Orbitz's client. Safe for use by any thread.
 *
 * <p>Blocks for at most 2 s to connect and 5 s for an answer. A service that is watched has a
 * thread and a connection of its own, however many subscribe to it.
 */
final class ConsulRegistry implements Registry {
    /** A note travels in the query string; Consul itself keeps 4 KiB. */
    private static final int NOTE_BYTES = 1024;

    private final ConsulClients clients;
    private final Requests requests;
    private final Lazy<Consul> quick;
    private final Lazy<Consul> onFreshConnections;
    private final ConsulKeys keys;
    private final ConsulTransactions transactions;
    private final ConsulSessions sessions;
    private final Watches watches;

    ConsulRegistry(RegistryAccess access) {
        clients = new ConsulClients(access);
        requests = new Requests(access.address());
        watches = new Watches(service -> new ServiceWatch(service, clients, requests));
        quick = new Lazy<>(clients::quick);
        onFreshConnections = new Lazy<>(clients::quickOnFreshConnections);
        keys = new ConsulKeys(
                () -> quick.get().keyValueClient(),
                () -> onFreshConnections.get().keyValueClient(),
                requests);
        transactions = new ConsulTransactions(() -> onFreshConnections.get().keyValueClient(), requests);
        sessions = new ConsulSessions(() -> quick.get().sessionClient(), requests);
    }

    @Override
    public void register(Registration registration, Instance.Status initial) {
        State state = state(initial);
        requests.order("register " + registration.id(), () -> agent().register(Registrations.of(registration, state)));
    }

    @Override
    public boolean beat(String instanceId, Instance.Status status, String note) {
        State state = state(status);
        String check = Registrations.checkId(instanceId);
        return requests.make("beat of " + instanceId, () -> {
            try {
                agent().check(check, state, Registrations.cut(note, NOTE_BYTES));
                return true;
            } catch (com.orbitz.consul.NotRegisteredException e) { // whatever happened
                if (Requests.saysUnknown(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    private static State state(Instance.Status status) {
        return switch (status) {
            case PASSING -> State.PASS;
            case WARNING -> State.WARN;
            case CRITICAL -> State.FAIL;
            case NODE_CRITICAL, MAINTENANCE ->
                throw new IllegalArgumentException("status of a beat: " + status + " (expected: PASSING, WARNING"
                        + " or CRITICAL; maintenance() takes an instance out of service)");
        };
    }

    @Override
    public void deregister(String instanceId) {
        requests.order("deregister " + instanceId, () -> {
            try {
                agent().deregister(instanceId);
            } catch (RuntimeException e) {
                if (!Requests.saysUnknown(e)) {
                    throw e;
                }
            }
        });
    }

    @Override
    public void maintenance(String instanceId, boolean on, String reason) {
        requests.order(
                "maintenance of " + instanceId,
                () -> agent().toggleMaintenanceMode(instanceId, on, Registrations.cut(reason, NOTE_BYTES)));
    }

    @Override
    public List<Instance> lookUp(String service) {
        return requests.make(
                "look up service " + service,
                () -> Instances.of(quick.get()
                        .healthClient()
                        .getAllServiceInstances(service)
                        .getResponse()));
    }

    @Override
    public Set<String> services(String tag) {
        Map<String, List<String>> tagsByService = requests.make(
                "list services",
                () -> quick.get()
                        .catalogClient()
                        .getServices(QueryOptions.BLANK)
                        .getResponse());
        Set<String> tagged = new TreeSet<>();
        tagsByService.forEach((service, tags) -> {
            if (tags.contains(tag)) {
                tagged.add(service);
            }
        });
        return tagged;
    }

    @Override
    public Subscription watch(String service, Consumer<List<Instance>> listener, Consumer<RegistryException> onLost) {
        return watches.add(service, listener, onLost);
    }

    @Override
    public Optional<Entry> get(String key) {
        return keys.get(key);
    }

    @Override
    public Map<String, Entry> list(String prefix) {
        return keys.list(prefix);
    }

    @Override
    public void put(String key, byte[] value) {
        keys.put(key, value);
    }

    @Override
    public boolean putIf(String key, byte[] value, long modifyIndex) {
        return keys.putIf(key, value, modifyIndex);
    }

    @Override
    public void delete(String key) {
        keys.delete(key);
    }

    @Override
    public boolean transact(List<Write> writes, @Nullable Fence fence) {
        return transactions.make(writes, fence);
    }

    @Override
    public String openSession(String name, Duration ttl, Duration lockDelay) {
        return sessions.open(name, ttl, lockDelay);
    }

    @Override
    public boolean renewSession(String sessionId) {
        return sessions.renew(sessionId);
    }

    @Override
    public void closeSession(String sessionId) {
        sessions.close(sessionId);
    }

    @Override
    public boolean acquire(String key, byte[] value, String sessionId) {
        return keys.acquire(key, value, sessionId);
    }

    @Override
    public boolean release(String key, String sessionId) {
        return keys.release(key, sessionId);
    }

    @Override
    public boolean acquireAll(List<Write> locks, String sessionId) {
        return transactions.acquire(locks, sessionId);
    }

    @Override
    public boolean releaseAll(List<Write> locks, String sessionId) {
        return transactions.release(locks, sessionId);
    }

    @Override
    public void close() {
        watches.close();
        quick.ifMade(Consul::destroy);
        onFreshConnections.ifMade(Consul::destroy);
    }

    private AgentClient agent() {
        return quick.get().agentClient();
    }
}
