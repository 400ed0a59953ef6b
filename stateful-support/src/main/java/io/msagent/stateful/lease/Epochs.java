package io.msagent.stateful.lease;

import io.msagent.core.registry.Registry;
import io.msagent.core.registry.Registry.Entry;
import io.msagent.core.registry.RegistryException;
import java.nio.charset.StandardCharsets;

/**
 * Gives out a service's epochs, each higher than all before, by a counter in the registry. A counter that is not there begins
 * with the time in milliseconds: so also a registry that has lost its data goes on above what it had given out, unless the
 * wall clocks have been put back.
 */
final class Epochs {
    private static final int ATTEMPTS = 50;

    private final Registry registry;
    private final String key;

    Epochs(Registry registry, String service) {
        this.registry = registry;
        this.key = LeaseTable.epochKey(service);
    }

    /** The next one. Blocks for a request or more. */
    long next(long above) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Entry entry = registry.get(key).orElse(null);
            long last = entry == null ? System.currentTimeMillis() : read(entry);
            long next = Math.max(last, above) + 1;
            byte[] text = Long.toString(next).getBytes(StandardCharsets.UTF_8);
            if (registry.putIf(key, text, entry == null ? 0 : entry.modifyIndex())) {
                return next;
            }
        }
        throw new RegistryException(
                RegistryException.Kind.AWAY, key + ": others changed it " + ATTEMPTS + " times", null);
    }

    private static long read(Entry entry) {
        String text = new String(entry.value(), StandardCharsets.UTF_8);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return System.currentTimeMillis(); // as if it were not there
        }
    }
}
