package io.msagent.instrument;

import io.msagent.core.config.Settings;
import io.msagent.core.runtime.AgentRuntime;
import io.msagent.core.runtime.ServedClasses;
import io.msagent.core.wire.ModuleOpener;
import io.msagent.instrument.describe.Travel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The parts that ship. */
final class ProductComposition implements Composition {
    @Override
    public Settings settings(@Nullable String agentArguments) {
        // SettingsReader.read(agentArguments, System.getProperties(), System.getenv())
        throw new UnsupportedOperationException("the settings reader is not there yet");
    }

    @Override
    public Travel travel() {
        // TravellingTypes::whyNot
        throw new UnsupportedOperationException("the wire is not there yet");
    }

    @Override
    public AgentRuntime runtime(Settings settings, Path agentJar, ModuleOpener opener, ServedClasses servedClasses) {
        // the runtime of io.msagent.core.runtime
        throw new UnsupportedOperationException("the runtime is not there yet");
    }
}
