package io.msagent.orchestrator.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.msagent.core.log.Log;
import io.msagent.core.registry.Registry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The orchestrator's knowledge in the registry: {@code ms-agent/launch/SERVICE}, {@code ms-agent/spawn/INSTANCE},
 * {@code ms-agent/desired/SERVICE}, and {@code ms-agent/epoch}, by which a registry that began anew is known. What is not
 * sealed with the cluster token is refused, and said so once. Safe for use by any thread; throws what {@link Registry}
 * throws.
 */
public final class Store {
    static final String ROOT = "ms-agent/";
    static final String LAUNCH = ROOT + "launch/";
    static final String SPAWN = ROOT + "spawn/";
    static final String DESIRED = ROOT + "desired/";
    /** Key of the lock that says which orchestrator leads; its value is a {@link LockHolder}. */
    public static final String LEADER = ROOT + "orchestrator/leader";
    /** Before a host's name: key of the lock that says which orchestrator supervises it. */
    public static final String HOST_LOCK = ROOT + "orchestrator/host/";

    static final String EPOCH = ROOT + "epoch";
    private static final int MOST_DESIRED = 64;
    /** The modify index of what is not there. */
    private static final long ABSENT = 0;

    private final Registry registry;
    private final Seal seal;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    /** Keeps everything in this registry, under this seal. */
    public Store(Registry registry, Seal seal) {
        this.registry = registry;
        this.seal = seal;
    }

    /** Stores how a service is started. */
    public void save(StoredLaunch launch) {
        registry.put(LAUNCH + launch.service(), json(launch));
    }

    private byte[] json(StoredLaunch launch) {
        return json(new StoredLaunch.Sealed(
                launch.service(), launch.digest(), launch.launch(), seal.of(launch.canonical())));
    }

    /** Forgets how a service is started. */
    public void forgetLaunch(String service) {
        registry.delete(LAUNCH + service);
    }

    /** Stores how many instances a service shall have, from 0 to 64. */
    public void desire(String service, int count) {
        registry.put(DESIRED + service, text(service, count));
    }

    private byte[] text(String service, int count) {
        String text = Integer.toString(count);
        return (text + " " + seal.of(desired(service, text))).getBytes(StandardCharsets.UTF_8);
    }

    private static Canonical desired(String service, String count) {
        return new Canonical().text("desired").text(service).text(count);
    }

    /** Stores what is known of a child. */
    public void save(SpawnRecord spawn) {
        registry.put(SPAWN + spawn.id(), json(spawn));
    }

    private byte[] json(SpawnRecord spawn) {
        return json(new SpawnRecord.Sealed(spawn, seal.of(spawn.canonical())));
    }

    /** Marks a registry that has no mark yet, so that it is known again, or known to have begun anew. */
    public void beginEpoch() {
        // false: somebody else was quicker, and that mark is as good
        boolean unused = registry.putIf(EPOCH, UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8), ABSENT);
    }

    /** Gives back what a registry has lost; what it holds already, it keeps. */
    public void restore(Kept lost) {
        lost.launches().forEach((service, launch) -> restore(LAUNCH + service, json(launch)));
        lost.desired().forEach((service, count) -> restore(DESIRED + service, text(service, count)));
        lost.spawns().forEach((id, spawn) -> restore(SPAWN + id, json(spawn)));
    }

    private void restore(String key, byte[] value) {
        boolean unused = registry.putIf(key, value, ABSENT);
    }

    /** Forgets a child. */
    public void forgetSpawn(String id) {
        registry.delete(SPAWN + id);
    }

    /** Everything, in one request. */
    public Kept read() {
        Map<String, StoredLaunch> launches = new TreeMap<>();
        Map<String, SpawnRecord> spawns = new TreeMap<>();
        Map<String, Integer> desired = new TreeMap<>();
        Map<String, String> refusedLaunches = new TreeMap<>();
        Map<String, Registry.Entry> entries = registry.list(ROOT);
        entries.forEach((key, entry) -> {
            try {
                if (key.startsWith(LAUNCH)) {
                    StoredLaunch launch = launch(key, entry.value());
                    launches.put(launch.service(), launch);
                } else if (key.startsWith(SPAWN)) {
                    SpawnRecord spawn = spawn(key, entry.value());
                    spawns.put(spawn.id(), spawn);
                } else if (key.startsWith(DESIRED)) {
                    String service = key.substring(DESIRED.length());
                    desired.put(service, count(service, entry.value()));
                }
            } catch (RefusedException e) {
                if (key.startsWith(LAUNCH)) {
                    refusedLaunches.put(key.substring(LAUNCH.length()), e.getMessage());
                }
                if (refused.add(key + " " + entry.modifyIndex())) {
                    Log.error("refused " + key + " in the registry: " + e.getMessage());
                }
            }
        });
        return new Kept(
                launches, spawns, desired, text(entries.get(EPOCH)), leader(entries.get(LEADER)), refusedLaunches);
    }

    private static @Nullable String leader(Registry.@Nullable Entry entry) {
        return entry == null
                ? null
                : LockHolder.read(entry.value()).map(LockHolder::id).orElse(null);
    }

    private static @Nullable String text(Registry.@Nullable Entry entry) {
        return entry == null ? null : new String(entry.value(), StandardCharsets.UTF_8);
    }

    private StoredLaunch launch(String key, byte[] value) throws RefusedException {
        StoredLaunch.Sealed sealed = parse(value, StoredLaunch.Sealed.class);
        StoredLaunch launch = new StoredLaunch(sealed.service(), sealed.digest(), sealed.launch());
        verify(key.equals(LAUNCH + launch.service()) && seal.fits(launch.canonical(), sealed.hmac()));
        return launch;
    }

    private SpawnRecord spawn(String key, byte[] value) throws RefusedException {
        SpawnRecord.Sealed sealed = parse(value, SpawnRecord.Sealed.class);
        verify(key.equals(SPAWN + sealed.record().id())
                && seal.fits(sealed.record().canonical(), sealed.hmac()));
        return sealed.record();
    }

    private int count(String service, byte[] value) throws RefusedException {
        String[] countAndSeal =
                new String(value, StandardCharsets.UTF_8).strip().split(" ", 2);
        String text = countAndSeal[0];
        verify(countAndSeal.length == 2 && seal.fits(desired(service, text), countAndSeal[1]));
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) > MOST_DESIRED) {
            throw new RefusedException(text + " (expected: a whole number from 0 to " + MOST_DESIRED + ")");
        }
        return Integer.parseInt(text);
    }

    private static void verify(boolean fits) throws RefusedException {
        if (!fits) {
            throw new RefusedException("its HMAC does not verify, so it was not written by who has the cluster token;"
                    + " it is not run (remove the key, or let a caller ask again)");
        }
    }

    private static <T> T parse(byte[] value, Class<T> type) throws RefusedException {
        try {
            return Json.MAPPER.readValue(value, type);
        } catch (IOException e) {
            throw new RefusedException("it cannot be read: "
                    + (e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage()));
        }
    }

    private static byte[] json(Object value) {
        try {
            return Json.MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts and numbers can always be written", e);
        }
    }

    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }
}
