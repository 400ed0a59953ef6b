package io.msagent.orchestrator.admin;

import io.msagent.orchestrator.control.Commands;
import io.msagent.orchestrator.spawn.Spawner;
import io.undertow.util.HttpString;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The last lines of an instance's output, or of a service's newest instance, and if wished what it goes on to write. What
 * another host has is fetched from the orchestrator there.
 */
final class Logs {
    /** Answer: how many lines were there before; those that follow are new. */
    static final HttpString LINES = new HttpString("ms-log-lines");
    /** Answer: the instance whose output it is. */
    static final HttpString INSTANCE = new HttpString("ms-log-instance");

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");
    private static final int MOST_LINES = 10_000;
    private static final int DEFAULT_LINES = 100;

    private final Commands commands;
    private final Spawner spawner;
    private final LogProxy proxy;
    private final LogStreams streams;

    Logs(Commands commands, Spawner spawner, LogProxy proxy, LogStreams streams) {
        this.commands = commands;
        this.spawner = spawner;
        this.proxy = proxy;
        this.streams = streams;
    }

    Route route() {
        return Route.get(AdminServer.LOGS_PATH + "{name}", Set.of("lines", "follow"), this::answer);
    }

    private void answer(Request request) throws Exception {
        String name = request.path("name");
        boolean follow = request.flag("follow");
        int lines = request.number("lines", DEFAULT_LINES, follow ? 0 : 1, MOST_LINES);
        Optional<Commands.LogPlace> place = NAME.matcher(name).matches() ? commands.logPlace(name) : Optional.empty();
        if (place.isPresent() && !place.get().here()) {
            elsewhere(request, place.get(), lines, follow);
            return;
        }
        String instance = place.map(Commands.LogPlace::instance)
                .or(() -> NAME.matcher(name).matches() ? kept(name) : Optional.empty())
                .orElseThrow(() -> new ProblemException(
                        404, name + ": no output of such an instance or service (expected: a name that status shows)"));
        request.exchange().getResponseHeaders().put(INSTANCE, instance);
        if (!follow) {
            // empty if it has written nothing, as a provider does that has nothing to complain of
            Answers.text(request.exchange(), text(spawner.tail(instance, lines)));
            return;
        }
        streams.follow(request.exchange(), () -> {
            LogTail tail = new LogTail(Path.of(spawner.log(instance)));
            List<String> before = tail.before(lines);
            request.exchange().getResponseHeaders().put(LINES, before.size());
            try (LogOut out = LogOut.begin(request.exchange())) {
                out.write(text(before));
                new LogFollower(tail, () -> commands.isOver(instance)).run(out);
            }
        });
    }

    private void elsewhere(Request request, Commands.LogPlace place, int lines, boolean follow) {
        if (proxy.cameFromThere(request.exchange())) {
            throw new ProblemException(
                    404, place.instance() + ": is on host " + place.host() + " (expected: an instance of this host)");
        }
        if (!proxy.mayAsk(place)) {
            throw new ProblemException(
                    503,
                    place.instance() + ": is on host " + place.host()
                            + ", where no orchestrator runs now (expected: one;" + " start it there)");
        }
        if (follow) {
            streams.follow(request.exchange(), () -> proxy.follow(request.exchange(), place, lines));
        } else {
            streams.fetch(request.exchange(), () -> proxy.pass(request.exchange(), place, lines));
        }
    }

    /** Of an instance that is forgotten, or never was known, there may be output still. */
    private Optional<String> kept(String name) {
        String service = name.replaceFirst("-[^-]*$", "");
        return spawner.logged(service).contains(name)
                ? Optional.of(name)
                : spawner.logged(name).stream().findFirst();
    }

    private static String text(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
