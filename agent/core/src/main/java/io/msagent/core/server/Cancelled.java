package io.msagent.core.server;

import java.util.Locale;

/** What became of a call that its caller has given up. */
enum Cancelled {
    /** No such call waits or runs here: it has ended, or never came. */
    NOT_HERE,
    /** It waited, and its body will never start. */
    NOT_STARTED,
    /** Its body ran and was interrupted. */
    INTERRUPTED,
    /** Its body runs on: the method is not interruptible. */
    RUNNING;

    /** The name on the wire, as {@code not-started}. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
