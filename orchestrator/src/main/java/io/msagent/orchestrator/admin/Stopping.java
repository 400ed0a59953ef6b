package io.msagent.orchestrator.admin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The request to stop the orchestrator. */
final class Stopping {
    private Stopping() {}

    static Route route(Consumer<StopRequest> onStop) {
        return Route.post(AdminServer.STOP_PATH, Set.of("providers"), 10_000, request -> {
            String text = request.query("providers").orElse("default");
            StopRequest wanted = Arrays.stream(StopRequest.values())
                    .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.of(400, "providers", text, "stop, leave or default"));
            request.exchange().addExchangeCompleteListener((done, next) -> {
                onStop.accept(wanted);
                next.proceed();
            });
            Answers.json(request.exchange(), 202, Map.of("stopping", true));
        });
    }
}
