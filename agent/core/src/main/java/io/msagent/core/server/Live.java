package io.msagent.core.server;

/** A call that waits or runs. Safe for use by any thread. */
interface Live {
    /** Its caller has given it up. Never blocks. */
    Cancelled cancel();
}
