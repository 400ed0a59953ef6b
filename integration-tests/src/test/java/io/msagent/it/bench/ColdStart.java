package io.msagent.it.bench;

import io.msagent.core.registry.Subscriptions.Subscription;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The first call of a service that nobody serves yet, from a caller that is warm. {@code benchmarks/cold-start} runs it. */
final class ColdStart {
    private ColdStart() {}

    public static void main(String[] arguments) throws Exception {
        int runs = Integer.parseInt(arguments[0]);
        Figures figures = new Figures();
        Map<String, Double> registered = new ConcurrentHashMap<>();
        try (Stage stage = new Stage("--scale-window", "2s", "--scale-in-cooldown", "1s");
                Subscription watch = stage.registry()
                        .watch(
                                Stage.SERVICE,
                                found -> found.stream()
                                        .filter(i -> i.status().isCallable())
                                        .forEach(i ->
                                                registered.putIfAbsent(i.meta().get("pid"), Stage.now())),
                                lost -> {})) {
            // the caller's own first call is none of the service's
            stage.tell("once");
            Stage.await("the first answer", () -> stage.calls().size() == 1);
            stage.scale("{\"min\":0,\"max\":1,\"idle\":\"PT1S\"}");
            for (int run = 1; run <= runs; run++) {
                Stage.await(
                        "nobody serves",
                        () -> stage.admin().instances(Stage.SERVICE).stream().allMatch(one -> one.isOver())
                                && stage.registry().lookUp(Stage.SERVICE).isEmpty());
                Thread.sleep(1_000);
                int calls = run + 1;
                stage.tell("once");
                Stage.await("the answer", () -> stage.calls().size() == calls);
                add(stage.calls().get(run), registered, figures);
            }
        }
        figures.print("ms of a first call");
        System.exit(0);
    }

    private static void add(String[] call, Map<String, Double> registered, Figures figures) {
        if (call[2].equals("FAILED")) {
            throw new IllegalStateException(String.join(" ", call));
        }
        double begin = Double.parseDouble(call[0]);
        double process = Double.parseDouble(call[3]);
        double jvm = Double.parseDouble(call[4]);
        double initialised = Double.parseDouble(call[5]);
        double known = registered.get(call[2]);
        double body = Double.parseDouble(call[6]);
        double end = Double.parseDouble(call[1]);
        figures.add("asked for, decided, process started", process - begin);
        figures.add("the JVM's own start", jvm - process);
        figures.add("agent, its classes, the service's class", initialised - jvm);
        figures.add("listening and registered", known - initialised);
        figures.add("found, and its first request until the body", body - known);
        figures.add("body and answer", end - body);
        figures.add("in all", end - begin);
    }
}
