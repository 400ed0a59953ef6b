package io.msagent.core.runtime;

import io.msagent.CurrentCall;
import io.msagent.core.config.Settings;
import io.msagent.core.context.LoadedNames;
import io.msagent.core.wire.ModuleOpener;
import java.nio.file.Path;

/**
 * What the process around the runtime provides.
 *
 * @param settings what was set
 * @param opener opens packages of other modules to the codecs
 * @param classes finds the classes of services by name
 * @param loaded tells which classes the application has loaded
 * @param agentJar the agent's jar, to be named on the command line of providers
 * @param agentArguments the agent's arguments as given, empty if none
 */
public record Host(
        Settings settings,
        ModuleOpener opener,
        ServedClasses classes,
        LoadedNames loaded,
        Path agentJar,
        String agentArguments) {

    /** The runtime of this process; opens no connection and starts no thread yet. */
    public AgentRuntime start() {
        CurrentCall.Source.set(RunningCall::current);
        return new ProcessRuntime(this);
    }
}
