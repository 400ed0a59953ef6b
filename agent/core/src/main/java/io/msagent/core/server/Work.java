package io.msagent.core.server;

import io.msagent.core.call.NotStarted;

/** What a worker does for one call. One of the two methods is called, once, unless the work is forgotten before. */
interface Work {
    /** Runs the body, on a worker's thread. */
    void run(Slot slot);

    /** No worker will run it; called by any thread, without locks held. */
    void refused(NotStarted reason);
}
