package io.msagent.registry.consul;

import com.orbitz.consul.KeyValueClient;
import com.orbitz.consul.model.kv.Value;
import com.orbitz.consul.option.ImmutablePutOptions;
import com.orbitz.consul.option.PutOptions;
import com.orbitz.consul.option.QueryOptions;
import io.msagent.core.registry.Registry.Entry;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Keys, values and locks. */
final class ConsulKeys {
    private static final long NO_FLAGS = 0;

    private final Supplier<KeyValueClient> quick;
    private final Supplier<KeyValueClient> onFreshConnections;
    private final Requests requests;

    ConsulKeys(Supplier<KeyValueClient> quick, Supplier<KeyValueClient> onFreshConnections, Requests requests) {
        this.quick = quick;
        this.onFreshConnections = onFreshConnections;
        this.requests = requests;
    }

    Optional<Entry> get(String key) {
        return requests.make(
                        "read key " + KeyNames.check(key), () -> quick.get().getValue(key))
                .map(ConsulKeys::entry);
    }

    Map<String, Entry> list(String prefix) {
        Map<String, Entry> entries = new TreeMap<>();
        KeyNames.checkPrefix(prefix);
        requests.make("read keys under " + prefix, () -> quick.get().getValues(prefix, QueryOptions.BLANK))
                .forEach(value -> entries.put(value.getKey(), entry(value)));
        return entries;
    }

    void put(String key, byte[] value) {
        requests.make("write key " + KeyNames.check(key), () -> put(quick, key, value, PutOptions.BLANK));
    }

    boolean putIf(String key, byte[] value, long modifyIndex) {
        PutOptions options = ImmutablePutOptions.builder().cas(modifyIndex).build();
        return requests.make("write key " + KeyNames.check(key), () -> put(onFreshConnections, key, value, options));
    }

    void delete(String key) {
        requests.order("remove key " + KeyNames.check(key), () -> quick.get().deleteKey(key));
    }

    boolean acquire(String key, byte[] value, String sessionId) {
        PutOptions options = ImmutablePutOptions.builder().acquire(sessionId).build();
        return requests.make("lock key " + KeyNames.check(key), () -> put(quick, key, value, options));
    }

    /** Orbitz's own {@code releaseLock} stores an empty value; the holder's is kept here. */
    boolean release(String key, String sessionId) {
        Optional<Entry> entry = get(key);
        if (entry.isEmpty() || !sessionId.equals(entry.get().session())) {
            return false;
        }
        PutOptions options = ImmutablePutOptions.builder().release(sessionId).build();
        return requests.make(
                "unlock key " + key,
                () -> put(onFreshConnections, key, entry.get().value(), options));
    }

    private static boolean put(Supplier<KeyValueClient> client, String key, byte[] value, PutOptions options) {
        return client.get().putValue(key, value, NO_FLAGS, options);
    }

    private static Entry entry(Value value) {
        return new Entry(
                value.getValueAsBytes().orElseGet(() -> new byte[0]),
                value.getModifyIndex(),
                value.getSession().orElse(null));
    }
}
