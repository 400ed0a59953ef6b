package io.msagent.orchestrator.control;

import io.msagent.core.log.Log;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says what fails again each round, but not each time. Used by the control thread alone. */
final class Once {
    private static final int MOST = 1_000;

    private final Map<String, String> said = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    /** A warning about this, unless it was the last one about it. */
    void warn(String about, String message) {
        if (!message.equals(said.put(about, message))) {
            Log.warn(message);
        }
    }

    /** It is well again. */
    void well(String about) {
        said.remove(about);
    }
}
