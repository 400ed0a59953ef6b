package io.msagent.core.registry;

import java.net.URI;
import java.time.Duration;

/** What the contract suite runs against: a connector, and registries that are really there. */
public interface RegistryFixture {

    /** The connector under test. */
    RegistryFactory factory();

    /** A running registry, the same for all tests; each test uses names of its own. */
    URI address();

    /** The token all registries of this fixture demand, or null if they demand none. */
    String token();

    /** A second running registry that knows nothing of what the first one holds. */
    URI other();

    /** The shortest time after which this registry removes a critical instance. */
    default Duration shortestDeregisterAfter() {
        return Duration.ofSeconds(5);
    }

    /** How much later than asked for the registry may do it. */
    default Duration deregisterSlack() {
        return Duration.ofMinutes(1);
    }
}
