package io.msagent.instrument;

import io.msagent.core.config.LogSettings;
import io.msagent.core.config.Settings;
import io.msagent.core.config.SettingsReader;
import io.msagent.core.runtime.AgentRuntime;
import io.msagent.core.runtime.Host;
import io.msagent.core.wire.TravellingTypes;
import io.msagent.instrument.describe.Travel;
import org.jspecify.annotations.Nullable;

/** The parts that ship. */
final class ProductComposition implements Composition {
    @Override
    public Settings settings(@Nullable String agentArguments) {
        Settings settings = SettingsReader.read(agentArguments, System.getProperties(), System.getenv());
        LogSettings.apply(settings);
        return settings;
    }

    @Override
    public Travel travel() {
        return name -> TravellingTypes.whyNot(name).orElse(null);
    }

    @Override
    public AgentRuntime runtime(Host host) {
        return host.start();
    }
}
