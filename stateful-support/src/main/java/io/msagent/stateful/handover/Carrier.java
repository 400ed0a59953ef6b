package io.msagent.stateful.handover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.msagent.core.call.Deadline;
import io.msagent.core.log.Log;
import io.msagent.core.registry.Instance;
import io.msagent.core.stateful.Peers;
import io.msagent.stateful.holding.Handed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Brings what is handed over to the instance that is to own it. Safe for use by any thread. */
public final class Carrier {
    /** What paths of hand-over begin with, below {@link io.msagent.core.wire.Protocol#STATEFUL_PATH}. */
    public static final String PATH = "handover/";

    /** Last part of the path at which an instance is asked whether it would take anything. */
    public static final String READY = "ready";

    private static final Duration FOR_A_QUESTION = Duration.ofSeconds(2);
    private static final Duration FOR_A_PIECE = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 3;
    private static final long PAUSE_MILLIS = 200;
    /** So that the heir, to which several may hand over, has threads for all of it. */
    private static final int MOST_UNDER_WAY = 8;

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Peers peers;
    private final AtomicLong parcels = new AtomicLong();
    private final Semaphore underWay = new Semaphore(MOST_UNDER_WAY);

    /** Goes this way. */
    public Carrier(Peers peers) {
        this.peers = peers;
    }

    /** Whether the instance says that it would take partitions of the service now. Blocks for seconds at most. */
    public boolean isReady(Instance heir, String service) {
        try {
            byte[] answer = peers.post(heir, PATH + service + "/" + READY, NOTHING, Deadline.after(FOR_A_QUESTION));
            JsonNode json = MAPPER.readTree(answer);
            return json != null && json.path(READY).asBoolean();
        } catch (IOException e) {
            Log.debug("instance " + heir.id() + " is to own keys of " + service + ": " + e.getMessage());
            return false;
        }
    }

    /** The answer to that question. */
    public static byte[] ready(boolean ready) {
        return ("{\"" + READY + "\":" + ready + "}").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Brings the heir all of it. Blocks for seconds for each half megabyte at most, and until others have been brought.
     *
     * @return by which number the heir knows it; 0 if it is not known to have it
     */
    public long bring(Instance heir, Handed handed) throws InterruptedException {
        underWay.acquire();
        try {
            for (int left = ATTEMPTS; left > 0; left--) {
                long parcel = parcels.incrementAndGet();
                if (attempt(heir, handed, parcel)) {
                    return parcel;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            return 0;
        } finally {
            underWay.release();
        }
    }

    private boolean attempt(Instance heir, Handed handed, long parcel) {
        String path = PATH + handed.service() + "/" + handed.partition();
        try {
            for (Piece piece : Piece.of(handed, parcel)) {
                byte[] unused = peers.post(heir, path, piece.json(), Deadline.after(FOR_A_PIECE));
            }
            return true;
        } catch (IOException e) {
            Log.warn("handing " + handed.service() + "/" + handed.partition() + " over to instance " + heir.id() + ": "
                    + e.getMessage());
            return false;
        }
    }
}
