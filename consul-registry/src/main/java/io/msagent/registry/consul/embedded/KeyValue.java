package io.msagent.registry.consul.embedded;

import org.jspecify.annotations.Nullable;

/**
 * A key and its value.
 *
 * @param flags 64 bits, unsigned
 * @param session id of the session that holds the lock
 * @param ephemeral whether the key vanishes with that session
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole, never changed
record KeyValue(
        String key,
        long flags,
        byte[] value,
        long createIndex,
        long modifyIndex,
        long lockIndex,
        @Nullable String session,
        boolean ephemeral) {

    KeyValue unlocked(long index) {
        return new KeyValue(key, flags, value, createIndex, index, lockIndex, null, false);
    }
}
