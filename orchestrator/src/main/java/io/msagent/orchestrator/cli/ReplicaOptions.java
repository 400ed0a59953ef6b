package io.msagent.orchestrator.cli;

import io.msagent.orchestrator.replica.Launcher;
import io.msagent.orchestrator.replica.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** How many orchestrators this host has, and which of them this one is. */
final class ReplicaOptions {
    /** Whatever a peer is not to be told, or only by other ways. */
    private static final Set<String> OWN =
            Set.of("--slot", "--ready-file", ConsulOptions.TOKEN, ConsulOptions.PROVIDER_TOKEN);

    private static final int MOST = 9;

    @CommandLine.Option(
            names = "--replicas",
            paramLabel = "N",
            defaultValue = "1",
            description = "Orchestrators on this host, 1 to " + MOST + " (default: ${DEFAULT-VALUE}). They watch one"
                    + " another; one that dies is started again. The admin port of the second is the next one, and so"
                    + " on.")
    private int count;

    @CommandLine.Option(names = "--slot", paramLabel = "K", hidden = true)
    private @Nullable Integer slot;

    @CommandLine.Option(
            names = "--host",
            paramLabel = "NAME",
            description = "Name of this host in the registry, which no other may have (default: the system's).")
    private @Nullable String host;

    boolean startedByPeer() {
        return slot != null;
    }

    Place place(CommandLine.Model.CommandSpec spec, Map<String, String> secrets, Complaint complaint) {
        if (count < 1 || count > MOST) {
            throw complaint.of("--replicas", count, "a whole number from 1 to " + MOST);
        }
        int own = slot == null ? 1 : slot;
        if (own < 1 || own > count) {
            throw complaint.of("--slot", own, "a whole number from 1 to that of --replicas");
        }
        if (host != null && !host.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw complaint.of("--host", host, "letters, digits, . _ -; at most 100");
        }
        Launcher launcher = count == 1 ? null : new Launcher(Main.class.getName(), forPeers(spec), secrets);
        return new Place(host, own, count, startedByPeer(), launcher);
    }

    /** What was given on the command line, without what is this one's own. */
    static List<String> forPeers(CommandLine.Model.CommandSpec spec) {
        List<String> arguments = new ArrayList<>();
        for (CommandLine.Model.OptionSpec option :
                spec.commandLine().getParseResult().matchedOptions()) {
            if (OWN.contains(option.longestName())) {
                continue;
            }
            if (option.typeInfo().isBoolean()) {
                arguments.add(option.longestName());
            } else {
                option.originalStringValues().forEach(value -> arguments.add(option.longestName() + "=" + value));
            }
        }
        return arguments;
    }
}
