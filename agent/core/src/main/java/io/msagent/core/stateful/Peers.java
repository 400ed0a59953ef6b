package io.msagent.core.stateful;

import io.msagent.core.call.Deadline;
import io.msagent.core.registry.Instance;
import java.io.IOException;

/** Requests to other instances, with the cluster token and to nobody who has not got it. Safe for use by any thread. */
public interface Peers {

    /**
     * Posts JSON to an instance and waits for the answer.
     *
     * @param path below {@link io.msagent.core.wire.Protocol#STATEFUL_PATH}
     * @return the answer's body, of an answer with status 200
     * @throws IOException if there is no answer until the deadline, or another one; the message says which
     */
    byte[] post(Instance to, String path, byte[] body, Deadline deadline) throws IOException;
}
