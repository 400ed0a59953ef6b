package io.msagent.instrument;

import io.msagent.core.log.Log;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says each thing once, however often a class is looked at. Safe for use by any thread. */
final class Reports {
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    void warn(String line) {
        if (said.add(line)) {
            Log.warn(line);
        }
    }

    /** A failure of our own: the class runs as it was written. */
    void failed(String className, Throwable thrown) {
        if (said.add(className)) {
            Log.write(Log.Level.ERROR, className + " was left as it is, its methods stay local", thrown);
        }
    }
}
