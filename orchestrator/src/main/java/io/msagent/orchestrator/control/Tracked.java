package io.msagent.orchestrator.control;

import io.msagent.orchestrator.spawn.Spawned;
import io.msagent.orchestrator.store.SpawnRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What this orchestrator knows of one child beside its record. Used by the control thread alone. */
final class Tracked {
    SpawnRecord record;

    @Nullable
    Spawned spawned;

    final Instant since;
    boolean served;

    @Nullable
    Instant stopAsked;
    /** Its death needs no report: it was wanted, is reported already, or happened before this orchestrator came. */
    boolean deathAccounted;

    Tracked(SpawnRecord record, @Nullable Spawned spawned, Instant since) {
        this.record = record;
        this.spawned = spawned;
        this.since = since;
    }
}
