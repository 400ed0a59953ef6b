package io.msagent.orchestrator.admin;

import io.msagent.orchestrator.control.Commands;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people can wish. Each answers when the registry has the wish, which is before it is fulfilled. */
final class Steering {
    private static final String BY_HAND = "by hand";
    /** No control, format or separator character of any alphabet: it is shown in terminals, tables and Consul's UI. */
    private static final String PRINTABLE = "[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]*";

    private static final int LONGEST_REASON = 200;

    private final Commands commands;

    /**
     * A wish was taken.
     *
     * @param wish what was wished, as the last part of the path has it
     * @param target service, instance or host
     */
    record Accepted(String wish, String target) {}

    /** A body without members. */
    record Nothing() {}

    /** @param reason for people; may be left out */
    record Quarantine(@Nullable String reason) {}

    /** @param draining whether the host gives its instances away from now on */
    record Drain(boolean draining) {}

    Steering(Commands commands) {
        this.commands = commands;
    }

    List<Route> routes() {
        return List.of(
                Route.wish("/ms/v1/services/{service}/scale", this::scale),
                Route.wish("/ms/v1/services/{service}/restart", this::restart),
                Route.wish("/ms/v1/instances/{instance}/quarantine", this::quarantine),
                Route.wish("/ms/v1/instances/{instance}/release", this::release),
                Route.wish("/ms/v1/instances/{instance}/quiesce", this::quiesce),
                Route.wish("/ms/v1/instances/{instance}/retire", this::retire),
                Route.wish("/ms/v1/hosts/{host}/drain", this::drain));
    }

    private Accepted scale(Request request) {
        String service = request.path("service");
        ScaleRequest wish = request.body().asSome(ScaleRequest.class, ScaleRequest.EXPECTED);
        commands.scale(
                service,
                wish.policy(() -> commands.status().services().stream()
                        .filter(s -> s.name().equals(service))
                        .findFirst()));
        return new Accepted("scale", service);
    }

    private Accepted restart(Request request) {
        request.body().as(Nothing.class, "no members");
        commands.restart(request.path("service"));
        return new Accepted("restart", request.path("service"));
    }

    private Accepted quarantine(Request request) {
        String reason = request.body().asSome(Quarantine.class, "reason").reason();
        if (reason != null && (reason.length() > LONGEST_REASON || !reason.matches(PRINTABLE))) {
            throw ProblemException.of(
                    422,
                    "reason",
                    reason.length() + " characters",
                    "one line of at most " + LONGEST_REASON + " characters");
        }
        commands.quarantine(request.path("instance"), reason == null || reason.isBlank() ? BY_HAND : reason.strip());
        return new Accepted("quarantine", request.path("instance"));
    }

    private Accepted release(Request request) {
        request.body().as(Nothing.class, "no members");
        commands.release(request.path("instance"));
        return new Accepted("release", request.path("instance"));
    }

    private Accepted quiesce(Request request) {
        request.body().as(Nothing.class, "no members");
        commands.quiesce(request.path("instance"));
        return new Accepted("quiesce", request.path("instance"));
    }

    private Accepted retire(Request request) {
        request.body().as(Nothing.class, "no members");
        commands.retire(request.path("instance"));
        return new Accepted("retire", request.path("instance"));
    }

    private Accepted drain(Request request) {
        commands.drain(
                request.path("host"),
                request.body().as(Drain.class, "draining: true or false").draining());
        return new Accepted("drain", request.path("host"));
    }
}
