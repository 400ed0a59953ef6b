package io.msagent.core.server;

import io.msagent.core.server.CallRecord.Answer;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/**
 * All calls of a process's stateful services. Owns partitions of keys by leases in the registry, gives each key's calls
 * their turns, and keeps state and outcomes. Safe for use by any thread.
 */
public interface StatefulCalls extends AutoCloseable {

    /**
     * Serves one more stateful service from now on, under the instance id that it is registered with. Partitions follow in
     * the background.
     */
    void serve(ServedService service, String instanceId);

    /** Takes a call that has arrived, and ends it in exactly one of its endings, now or later. Never blocks. */
    void admit(StatefulCall call);

    /**
     * Answers a request below {@link io.msagent.core.wire.Protocol#STATEFUL_PATH}; may block.
     *
     * @param path what stands behind that path
     * @param body the request's, whole
     */
    Answer handle(String path, byte[] body);

    /**
     * Leaves in good order: takes no new transactions, lets open ones end, hands what it owns over to those who are to own
     * it next, and gives its leases back. Blocks; may be called once.
     *
     * @param atMost how long open transactions may take; handing over takes a few seconds more at most
     * @return what did not end as it should; each entry is a sentence for the log
     */
    List<String> quiesce(Duration atMost);

    /** What it does at this moment, by service; cheap enough for every heartbeat. */
    SortedMap<String, StatefulFigures> figures();

    /** Gives up whatever is left, at once. Never throws. */
    @Override
    void close();
}
