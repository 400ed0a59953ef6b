package io.msagent.registry.consul.embedded;

import java.time.Duration;
import java.util.List;

/**
 * A session.
 *
 * @param ttlText as it was asked for
 * @param ttl zero if it lives until it is destroyed
 * @param deletes whether the keys that it holds vanish with it, instead of being released
 */
record Session(
        String id,
        String name,
        Duration lockDelay,
        boolean deletes,
        String ttlText,
        Duration ttl,
        List<String> nodeChecks,
        long index) {}
