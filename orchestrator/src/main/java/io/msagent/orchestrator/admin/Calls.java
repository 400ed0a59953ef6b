package io.msagent.orchestrator.admin;

import io.msagent.core.launch.ProvideRequest;
import io.msagent.core.registry.Instance;
import io.msagent.core.wire.Protocol;
import io.msagent.orchestrator.control.Commands;
import io.msagent.orchestrator.control.Provided;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** What callers ask: for an instance, and where a call is to go. */
final class Calls {
    private static final int LAUNCH = 1 << 20;
    private static final int SMALL = 10_000;

    private final Commands commands;
    private final Executor threads;

    /** @param digest of the code that it must run; empty if any will do */
    record Locate(String service, String digest) {}

    Calls(Commands commands, Executor threads) {
        this.commands = commands;
        this.threads = threads;
    }

    List<Route> routes() {
        return List.of(
                Route.post(Protocol.PROVIDE_PATH, Set.of(), LAUNCH, this::provide),
                Route.post(Protocol.LOCATE_PATH, Set.of(), SMALL, this::locate));
    }

    /** A caller with {@code balance=orchestrator} asks where its next request is to go. */
    private void locate(Request request) {
        Locate wanted = request.body().as(Locate.class, "service, digest");
        Instance instance = commands.locate(wanted.service(), wanted.digest())
                .orElseThrow(() -> new ProblemException(
                        404, wanted.service() + ": no instance serves (expected: ask for one at provide)"));
        Answers.json(
                request.exchange(), 200, Map.of("id", instance.id(), "host", instance.host(), "port", instance.port()));
    }

    /** A caller found no instance and asks for one; no thread waits for the answer. */
    private void provide(Request request) {
        ProvideRequest wanted = request.body()
                .as(ProvideRequest.class, "service, digest, millis, launch {command, directory, environment, classes}");
        CompletableFuture<Provided> answer = commands.provide(wanted);
        HttpServerExchange exchange = request.exchange();
        exchange.dispatch(
                SameThreadExecutor.INSTANCE,
                () -> answer.whenCompleteAsync((provided, failure) -> answer(exchange, provided), threads));
    }

    private static void answer(HttpServerExchange exchange, Provided provided) {
        if (provided instanceof Provided.Serving serving) {
            Answers.json(exchange, 200, Map.of("instances", serving.instances()));
        } else if (provided instanceof Provided.Invalid invalid) {
            Answers.problem(exchange, 422, invalid.detail());
        } else if (provided instanceof Provided.Failed failed) {
            Answers.problem(exchange, 502, failed.detail());
        } else if (provided instanceof Provided.TimedOut timedOut) {
            Answers.problem(exchange, 504, timedOut.detail());
        } else if (provided instanceof Provided.Unavailable unavailable) {
            Answers.problem(exchange, 503, unavailable.detail());
        }
    }
}
