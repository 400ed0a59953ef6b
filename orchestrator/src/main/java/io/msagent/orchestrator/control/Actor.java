package io.msagent.orchestrator.control;

import io.msagent.core.log.Log;
import io.msagent.orchestrator.spawn.SpawnException;
import io.msagent.orchestrator.spawn.SpawnRequest;
import io.msagent.orchestrator.spawn.Spawned;
import io.msagent.orchestrator.spawn.Spawner;
import io.msagent.orchestrator.store.SpawnRecord;
import io.msagent.orchestrator.store.Store;
import io.msagent.orchestrator.store.StoredLaunch;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Does what the plan says. Used by the control thread alone. */
final class Actor {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int TAIL = 40;

    private final SecureRandom random = new SecureRandom();
    private final Identity identity;
    private final Store store;
    private final Spawner spawner;
    private final Fleet fleet;
    private final Watches watches;
    private final Function<String, @Nullable StoredLaunch> launches;
    private final Consumer<Death> onDeath;

    Actor(
            Identity identity,
            Store store,
            Spawner spawner,
            Fleet fleet,
            Watches watches,
            Function<String, @Nullable StoredLaunch> launches,
            Consumer<Death> onDeath) {
        this.identity = identity;
        this.store = store;
        this.spawner = spawner;
        this.fleet = fleet;
        this.watches = watches;
        this.launches = launches;
        this.onDeath = onDeath;
    }

    void act(Action action, Instant now) {
        if (action instanceof Action.Spawn spawn) {
            StoredLaunch launch = launches.apply(spawn.service());
            if (launch != null) {
                spawn(launch, now);
            }
        } else if (action instanceof Action.Kill kill) {
            kill(kill, now);
        } else if (action instanceof Action.Deregister deregister) {
            watches.deregister(deregister.registrationId(), now);
        } else if (action instanceof Action.ForgetSpawn forget) {
            forget(forget.id());
        }
    }

    /** Reports a child that ended without having been asked to. */
    void accountDeath(Tracked child, Instant now) {
        if (child.deathAccounted || child.spawned == null) {
            return;
        }
        String ending = spawner.ending(child.spawned).orElse("exit code unknown");
        report(child, now, (child.served ? "ended: " : "died during its start: ") + ending);
    }

    private void spawn(StoredLaunch launch, Instant now) {
        String id = launch.service() + "-" + suffix();
        SpawnRecord intent = new SpawnRecord(
                id, launch.service(), launch.digest(), identity.id(), identity.host(), now.toString(), 0, "");
        store.save(intent);
        Tracked child = new Tracked(intent, null, now);
        try {
            Spawned spawned = spawner.spawn(new SpawnRequest(
                    id,
                    launch.launch().command(),
                    launch.launch().directory(),
                    ChildEnvironment.of(launch, id, identity)));
            child.spawned = spawned;
            child.record = intent.with(spawned.pid(), spawned.started());
            fleet.add(child);
            Log.info("started " + id + " (pid " + spawned.pid() + ")");
            store.save(child.record);
        } catch (SpawnException e) {
            report(child, now, "could not be started: " + e.getMessage());
            store.forgetSpawn(id);
        }
    }

    private void kill(Action.Kill kill, Instant now) {
        Tracked child = fleet.get(kill.id());
        if (child == null || child.spawned == null) {
            return;
        }
        if (kill.failed()) {
            report(child, now, "failed: " + kill.reason());
        } else {
            Log.info("stopping " + kill.id() + ": " + kill.reason());
        }
        child.deathAccounted = true;
        if (child.stopAsked == null) {
            child.stopAsked = now;
        }
        spawner.kill(child.spawned, kill.force());
    }

    private void forget(String id) {
        store.forgetSpawn(id);
        fleet.remove(id);
    }

    private void report(Tracked child, Instant now, String what) {
        child.deathAccounted = true;
        SpawnRecord record = child.record;
        List<String> tail = spawner.tail(record.id(), TAIL);
        String reason = record.id() + (record.pid() == 0 ? "" : " (pid " + record.pid() + ")") + " " + what + " (log: "
                + spawner.log(record.id()) + ")";
        Log.warn(reason);
        onDeath.accept(new Death(
                record.id(),
                record.service(),
                record.digest(),
                record.pid(),
                now,
                Duration.between(child.since, now),
                child.served,
                reason,
                tail));
    }

    private String suffix() {
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            suffix.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return suffix.toString();
    }
}
