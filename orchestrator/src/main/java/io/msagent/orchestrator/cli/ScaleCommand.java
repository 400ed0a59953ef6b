package io.msagent.orchestrator.cli;

import io.msagent.core.config.Parsers;
import io.msagent.orchestrator.model.Policy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Sets between which numbers a service is scaled. */
@CommandLine.Command(
        name = "scale",
        description = {
            "Fixes the number of a service's instances, or sets the bounds between which load decides.",
            "What is left out of the bounds stays as it is."
        },
        footer = {
            "  scale pricing 3",
            "  scale pricing --min 1 --max 8",
            "  scale pricing --min 0 --idle 10m    zero after ten minutes without a call",
            "  scale pricing --auto                as the orchestrator does by default"
        })
final class ScaleCommand extends Wish {
    @CommandLine.Parameters(index = "0", paramLabel = "NAME", description = "A service.")
    private String name = "";

    @CommandLine.Parameters(index = "1", arity = "0..1", paramLabel = "N", description = "So many, whatever the load.")
    private @Nullable Integer count;

    @CommandLine.Option(names = "--min", paramLabel = "N", description = "At least so many.")
    private @Nullable Integer min;

    @CommandLine.Option(names = "--max", paramLabel = "N", description = "At most so many.")
    private @Nullable Integer max;

    @CommandLine.Option(
            names = "--idle",
            paramLabel = "DURATION",
            description = "Zero after so long without a call, as 10m; or: never.")
    private @Nullable String idle;

    @CommandLine.Option(names = "--auto", description = "Forgets what was wished before.")
    private boolean auto;

    @Override
    public Integer call() {
        Map<String, Object> body = new LinkedHashMap<>();
        number(body, "count", count);
        number(body, "min", min);
        number(body, "max", max);
        if (idle != null) {
            body.put("idle", iso(idle));
        }
        if (auto) {
            body.put("auto", true);
        }
        if (body.isEmpty()) {
            throw wrong("scale", "nothing", "a number, or some of --min, --max and --idle, or --auto");
        }
        if (body.size() > 1 && (count != null || auto)) {
            throw wrong("scale", body.keySet(), "a number alone, or --auto alone, or some of --min, --max and --idle");
        }
        if (min != null && max != null && min > max) {
            throw wrong("--min", min, "not above --max " + max);
        }
        return make(
                Kind.SERVICE,
                name,
                "/ms/v1/services/" + encoded(name) + "/scale",
                body,
                name + ": " + (auto ? "scaled by default bounds again" : "to be scaled: " + text(body)));
    }

    private void number(Map<String, Object> body, String key, @Nullable Integer value) {
        if (value != null) {
            if (value < 0 || value > Policy.MOST) {
                throw wrong(key.equals("count") ? "N" : "--" + key, value, "a whole number from 0 to " + Policy.MOST);
            }
            body.put(key, value);
        }
    }

    private String iso(String text) {
        try {
            return text.equals(PlanOptions.NEVER)
                    ? PlanOptions.NEVER
                    : Parsers.duration(text).toString();
        } catch (IllegalArgumentException e) {
            throw wrong("--idle", text, "never, or a duration above 0, as 30s, 10m, 1h");
        }
    }

    private static String text(Map<String, Object> body) {
        return body.toString().replaceAll("[{}]", "").replace('=', ' ');
    }
}
