package io.msagent.registry.consul.embedded;

import java.util.Locale;

/** What a blocking query waits for a change of. */
sealed interface Topic {

    /** Whether a change of the other topic is also one of this. */
    default boolean hears(Topic changed) {
        return equals(changed);
    }

    /** The instances of one service and their checks. */
    record OfService(String name) implements Topic {
        /** Whatever the name's case. */
        public OfService {
            name = name.toLowerCase(Locale.ROOT);
        }
    }

    /** Which services there are. */
    record Services() implements Topic {}

    /** All checks. */
    record Checks() implements Topic {}

    /** All sessions. */
    record Sessions() implements Topic {}

    /** One key. */
    record Key(String key) implements Topic {}

    /** All keys that begin so. */
    record Prefix(String prefix) implements Topic {
        @Override
        public boolean hears(Topic changed) {
            return changed instanceof Key key && key.key().startsWith(prefix);
        }
    }
}
