package io.msagent.instrument;

import io.msagent.core.config.Settings;
import io.msagent.core.runtime.AgentRuntime;
import io.msagent.core.runtime.Host;
import io.msagent.instrument.describe.Travel;
import org.jspecify.annotations.Nullable;

/** Where the agent gets the parts from that it is put together of. */
interface Composition {

    /**
     * What the user has set.
     *
     * @throws io.msagent.core.config.SettingsException if something of it is not allowed
     */
    Settings settings(@Nullable String agentArguments);

    /** What the wire can carry. */
    Travel travel();

    /** What woven code calls. Called once. */
    AgentRuntime runtime(Host host);
}
