package io.msagent.orchestrator.cli;

import io.msagent.core.config.Parsers;
import io.msagent.orchestrator.model.Limits;
import io.msagent.orchestrator.model.Policy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** How services are scaled of which nobody says otherwise, and when an instance is given up. */
final class PlanOptions {
    static final String NEVER = "never";
    private static final String ABOVE_ZERO = "a duration above 0, as 250ms, 10s, 2m, 1h";

    @CommandLine.Option(
            names = "--min",
            paramLabel = "N",
            defaultValue = "1",
            description = "Instances that a service has at least, 0 to " + Policy.MOST
                    + " (default: ${DEFAULT-VALUE}); scale says otherwise for one service.")
    private int min;

    @CommandLine.Option(
            names = "--max",
            paramLabel = "N",
            description = "Instances that a service has at most (default: two for each core of this machine).")
    private @Nullable Integer max;

    @CommandLine.Option(
            names = "--idle",
            paramLabel = "DURATION",
            defaultValue = NEVER,
            description = "A service without a call for so long is scaled to zero, as 10m, or never (default:"
                    + " ${DEFAULT-VALUE}).")
    private String idle = NEVER;

    @CommandLine.Option(
            names = "--quarantine",
            paramLabel = "DURATION",
            defaultValue = "10s",
            description = "An instance that neither beats nor answers for so long is given up (default:"
                    + " ${DEFAULT-VALUE}).")
    private String quarantine = "10s";

    @CommandLine.Option(
            names = "--scale-window",
            paramLabel = "DURATION",
            defaultValue = "30s",
            description = "Time over which the use of workers is taken (default: ${DEFAULT-VALUE}).")
    private String window = "30s";

    @CommandLine.Option(
            names = "--scale-out-cooldown",
            paramLabel = "DURATION",
            defaultValue = "10s",
            description = "Pause after instances were added before more are (default: ${DEFAULT-VALUE}).")
    private String outCooldown = "10s";

    @CommandLine.Option(
            names = "--scale-in-cooldown",
            paramLabel = "DURATION",
            defaultValue = "60s",
            description = "Pause after any change before one is removed (default: ${DEFAULT-VALUE}).")
    private String inCooldown = "60s";

    Limits.Scaling scaling(Complaint complaint) {
        return Limits.Scaling.standard(
                duration("--scale-out-cooldown", outCooldown, ABOVE_ZERO, complaint),
                duration("--scale-in-cooldown", inCooldown, ABOVE_ZERO, complaint),
                duration("--scale-window", window, ABOVE_ZERO, complaint));
    }

    Duration quarantine(Complaint complaint) {
        return duration("--quarantine", quarantine, ABOVE_ZERO, complaint);
    }

    Policy policy(Complaint complaint) {
        if (min < 0 || min > Policy.MOST) {
            throw complaint.of("--min", min, "a whole number from 0 to " + Policy.MOST);
        }
        if (max != null && (max < min || max > Policy.MOST)) {
            throw complaint.of("--max", max, "a whole number from --min to " + Policy.MOST);
        }
        int most = max == null ? Math.max(min, Policy.standard().max()) : max;
        Duration rest = idle.equals(NEVER)
                ? null
                : duration("--idle", idle, "never, or a duration above 0, as 10m, 1h", complaint);
        return new Policy(min, most, rest);
    }

    private static Duration duration(String option, String text, String expected, Complaint complaint) {
        try {
            return Parsers.duration(text);
        } catch (IllegalArgumentException e) {
            throw complaint.of(option, text, expected);
        }
    }
}
