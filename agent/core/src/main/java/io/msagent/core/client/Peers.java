package io.msagent.core.client;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.jspecify.annotations.Nullable;

/** Who is at the other end of each open connection. Safe for use by any thread. */
final class Peers {
    /** Weak: a connection that the pool has dropped is dropped here too. */
    private final Map<HttpClientConnection, Peer> peers = Collections.synchronizedMap(new WeakHashMap<>());

    /** Null if it has not been greeted yet. */
    @Nullable
    Peer of(HttpClientConnection connection) {
        return peers.get(connection);
    }

    void put(HttpClientConnection connection, Peer peer) {
        peers.put(connection, peer);
    }
}
