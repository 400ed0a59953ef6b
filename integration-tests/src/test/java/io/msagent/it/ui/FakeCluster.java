package io.msagent.it.ui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the admin API would say of a cluster, in the shapes of its JSON.
 *
 * @param log what every instance has written
 */
record FakeCluster(
        List<Map<String, Object>> services,
        List<Map<String, Object>> instances,
        List<Map<String, Object>> events,
        List<Map<String, Object>> edges,
        String registryTrouble,
        String log) {
    private static final Instant NOW = Instant.now();
    private static final long GIB = 1L << 30;

    /** A shop in which something of everything is the matter. */
    static FakeCluster shop() {
        List<Map<String, Object>> instances = new ArrayList<>();
        instances.addAll(instancesOf("shop--pricing--quote", "congested", "congested", "serving", "starting"));
        instances.addAll(instancesOf("shop--inventory--allocate", "serving", "quarantined", "serving"));
        instances.addAll(instancesOf("shop--validation--check", "serving", "serving", "quiescing"));
        instances.addAll(instancesOf("shop--shipping--plan", "dead", "dead"));
        instances.addAll(instancesOf("shop-report", "serving", "retired"));
        instances.addAll(instancesOf("mail--send"));
        List<Map<String, Object>> services = new ArrayList<>();
        services.add(service("shop--pricing--quote", 4, 3, 0.91, 812.4, 3200, 41_000, ""));
        services.add(service("shop--inventory--allocate", 3, 2, 0.42, 318.0, 900, 7_400, ""));
        services.add(service("shop--validation--check", 2, 2, 0.18, 317.2, 140, 690, ""));
        services.add(service(
                "shop--shipping--plan",
                1,
                0,
                null,
                0.0,
                null,
                null,
                "given up until 20:14: 5 starts died within 30 s"));
        services.add(service("shop-report", 1, 1, 0.04, 0.3, 180_000, 1_240_000, ""));
        services.add(service("mail--send", 0, 0, null, 0.0, null, null, ""));
        return new FakeCluster(services, instances, someEvents(), someEdges(), "", lines(40));
    }

    /** Many services, with three instances each. */
    static FakeCluster many(int services) {
        List<String> names =
                IntStream.range(0, services).mapToObj(i -> "service-" + i).toList();
        return new FakeCluster(
                names.stream()
                        .map(name -> service(name, 3, 3, 0.3, 10.0, 500, 2000, ""))
                        .toList(),
                names.stream()
                        .flatMap(name -> instancesOf(name, "serving", "serving", "serving").stream())
                        .toList(),
                List.of(),
                List.of(),
                "",
                "");
    }

    /** One service of this name, whose only instance has this reason. */
    static FakeCluster one(String name, String reason) {
        Map<String, Object> instance =
                new LinkedHashMap<>(instancesOf(name, "quarantined").get(0));
        instance.put("reason", reason);
        return new FakeCluster(
                List.of(service(name, 1, 0, null, null, null, null, reason)),
                List.of(instance),
                List.of(event(1, name, name + "-1", "serving", "quarantined", reason)),
                List.of(Map.of("caller", reason, "service", name, "calls", 3, "callsPerSecond", 0.5)),
                "",
                reason + "\n");
    }

    FakeCluster inTrouble(String trouble) {
        return new FakeCluster(services, instances, events, edges, trouble, log);
    }

    /** Everything but the utilisation of that service as it is. */
    FakeCluster busy(String service, double utilisation) {
        List<Map<String, Object>> changed = services.stream()
                .map(one -> {
                    Map<String, Object> copy = new LinkedHashMap<>(one);
                    copy.computeIfPresent(
                            "utilisation", (key, was) -> copy.get("name").equals(service) ? utilisation : was);
                    return copy;
                })
                .toList();
        return new FakeCluster(changed, instances, events, edges, registryTrouble, log);
    }

    /** The whole status. */
    Map<String, Object> status() {
        Map<String, Object> self = orchestrator("ms-orchestrator-4211", "desk", 4211, true);
        self.put("registryTrouble", registryTrouble);
        return Map.of(
                "orchestrator", self,
                "orchestrators",
                        List.of(
                                orchestrator("ms-orchestrator-4211", "desk", 4211, true),
                                orchestrator("ms-orchestrator-4213", "desk", 4213, false),
                                orchestrator("ms-orchestrator-877", "attic", 877, false)),
                "hosts", List.of(host("desk", 8, 31, 14, false), host("attic", 4, 15, 9, true)),
                "services", services,
                "instances", instances);
    }

    static Map<String, Object> event(
            int number, String service, String instance, String from, String to, String cause) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", "%08d".formatted(number));
        event.put("at", NOW.minusSeconds(600 - number * 20L).toString());
        event.put("service", service);
        event.put("instance", instance);
        event.put("host", "desk");
        event.put("from", from);
        event.put("to", to);
        event.put("cause", cause);
        event.put("by", "ms-orchestrator-4211");
        return event;
    }

    static Map<String, Object> service(
            String name,
            int desired,
            int serving,
            Double utilisation,
            Double calls,
            Integer p50,
            Integer p99,
            String trouble) {
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("name", name);
        service.put("digest", "5f0c3ad19e77b2c4");
        service.put("stateful", name.contains("inventory"));
        service.put("desired", desired);
        service.put("min", desired == 0 ? 0 : 1);
        service.put("max", 8);
        service.put("idle", desired == 0 ? "PT10M" : "never");
        service.put("serving", serving);
        service.put("utilisation", utilisation);
        service.put("callsPerSecond", calls);
        service.put("p50Micros", p50);
        service.put("p99Micros", p99);
        service.put("restarting", name.contains("validation"));
        service.put("trouble", trouble);
        return service;
    }

    static List<Map<String, Object>> instancesOf(String service, String... states) {
        return IntStream.range(0, states.length)
                .mapToObj(number -> instance(service, number + 1, states[number]))
                .toList();
    }

    private static Map<String, Object> instance(String service, int number, String state) {
        boolean alive = !List.of("dead", "retired", "starting").contains(state);
        Map<String, Object> instance = new LinkedHashMap<>();
        instance.put("id", service + "-" + number);
        instance.put("service", service);
        instance.put("host", number % 3 == 2 ? "attic" : "desk");
        instance.put("pid", 4300 + Math.floorMod(service.hashCode(), 500) + number);
        instance.put("state", state);
        instance.put("reason", reason(state));
        instance.put("since", NOW.minusSeconds(number * 97L).toString());
        instance.put("address", alive ? "127.0.0.1:" + (33_000 + number) : "");
        instance.put("utilisation", alive ? 0.2 * number : null);
        instance.put("running", alive ? 3 * number : null);
        instance.put("capacity", alive ? 16 : null);
        instance.put("queued", state.equals("congested") ? 7 : 0);
        instance.put("p99Micros", alive ? 3_100 * number : null);
        instance.put("started", NOW.minusSeconds(3600).toString());
        instance.put("orchestrator", "ms-orchestrator-4211");
        instance.put("digest", "5f0c3ad19e77b2c4");
        instance.put("log", "logs/" + service + "-" + number + ".log");
        return instance;
    }

    private static List<Map<String, Object>> someEvents() {
        String pricing = "shop--pricing--quote";
        String inventory = "shop--inventory--allocate";
        String shipping = "shop--shipping--plan";
        return List.of(
                event(20, pricing, null, null, null, "wanted: 3, now 4: utilisation 91 % is above 50 %"),
                event(21, pricing, pricing + "-4", null, "starting", "one more is wanted"),
                event(22, shipping, shipping + "-2", "starting", "dead", reason("dead")),
                event(23, pricing, pricing + "-1", "serving", "congested", reason("congested")),
                event(24, inventory, inventory + "-2", "serving", "quarantined", reason("quarantined")),
                event(
                        25,
                        "shop--validation--check",
                        "shop--validation--check-3",
                        "serving",
                        "quiescing",
                        "rolling restart"),
                event(26, "shop-report", "shop-report-2", "quiescing", "retired", "one fewer is wanted"));
    }

    private static List<Map<String, Object>> someEdges() {
        String report = "shop-report";
        String pricing = "shop--pricing--quote";
        String inventory = "shop--inventory--allocate";
        String validation = "shop--validation--check";
        return List.of(
                edge("demo.jar", validation, 317.2),
                edge("demo.jar", pricing, 640.1),
                edge("nightly.jar", report, 0.3),
                edge(report, pricing, 172.3),
                edge(report, "shop--shipping--plan", 0.0),
                edge(pricing, inventory, 318.0),
                edge(inventory, pricing, 12.0),
                edge(inventory, inventory, 4.0),
                edge(validation, "mail--send", 0.0));
    }

    private static Map<String, Object> edge(String caller, String service, double callsPerSecond) {
        return Map.of(
                "caller", caller,
                "service", service,
                "calls", Math.round(callsPerSecond * 600) + 5,
                "callsPerSecond", callsPerSecond);
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "20:11:%02d.413 INFO  shop.Pricing  order %d priced in %d µs\n"
                        .formatted(i % 60, 9100 + i, 300 + i * 7))
                .collect(Collectors.joining());
    }

    private static String reason(String state) {
        return switch (state) {
            case "congested" -> "all 16 workers are busy, 7 calls wait";
            case "quarantined" -> "has not answered for 4 s";
            case "quiescing" -> "by hand";
            case "dead" -> "exit status 1 after 2 s: Exception in thread \"main\" NoSuchFileException: rates.csv";
            case "starting" -> "not registered yet";
            default -> "";
        };
    }

    private static Map<String, Object> orchestrator(String id, String host, int pid, boolean leads) {
        Map<String, Object> self = new LinkedHashMap<>();
        self.put("id", id);
        self.put("host", host);
        self.put("pid", pid);
        self.put("admin", "http://127.0.0.1:7918");
        self.put("leads", leads);
        self.put("supervises", leads || host.equals("attic"));
        self.put("status", "passing");
        self.put("started", NOW.minusSeconds(7200).toString());
        self.put("registry", "http://127.0.0.1:8500");
        self.put("registryTrouble", "");
        self.put("version", "0.1.0");
        return self;
    }

    private static Map<String, Object> host(String name, int cores, long total, long available, boolean draining) {
        return Map.of(
                "name",
                name,
                "cores",
                cores,
                "memoryTotal",
                total * GIB,
                "memoryAvailable",
                available * GIB,
                "draining",
                draining,
                "instances",
                7,
                "supervisor",
                "ms-orchestrator-4211");
    }
}
