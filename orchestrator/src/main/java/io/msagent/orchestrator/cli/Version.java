package io.msagent.orchestrator.cli;

import java.util.Objects;
import picocli.CommandLine;

/** The version in the jar's manifest. */
final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"ms-agent orchestrator " + Objects.requireNonNullElse(version, "(not packaged)")};
    }
}
