package io.msagent.core.server;

import io.msagent.core.call.NotStarted;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The services this provider serves, ready to be looked up. Safe for use by any thread. */
final class Services {
    private static final int MOST_NAMED = 10;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    private final Map<String, ServiceFigures> figures = new ConcurrentHashMap<>();
    private final ServerMeters meters;

    /** A method, and what is measured of it. */
    record Found(ServedMethod method, MethodMeters meters) {}

    Services(ServerMeters meters) {
        this.meters = meters;
    }

    /** Adds a service, or replaces the one of that name. */
    void put(ServedService service) {
        entries.put(service.name(), Entry.of(service, meters));
    }

    /** What is counted of a service. */
    ServiceFigures figures(String service) {
        return figures.computeIfAbsent(service, name -> new ServiceFigures());
    }

    /** What is counted of each service, by name. */
    SortedMap<String, ServiceFigures> figures() {
        SortedMap<String, ServiceFigures> all = new TreeMap<>();
        entries.keySet().forEach(service -> all.put(service, figures(service)));
        return all;
    }

    Found find(CallPath path, @Nullable String callersDigest) throws RefusedException {
        Entry entry = entries.get(path.service());
        if (entry == null) {
            throw new RefusedException(
                    NotStarted.UNKNOWN_SERVICE,
                    "service: " + CallPath.clip(path.service()) + " (expected: one that this instance serves: "
                            + list(entries.keySet()) + ")");
        }
        Found method = entry.find(path);
        if (callersDigest != null && !callersDigest.equals(entry.digest)) {
            throw new RefusedException(
                    NotStarted.OTHER_DIGEST,
                    "service " + path.service() + ": the caller's code is " + CallPath.clip(callersDigest)
                            + " (expected: " + entry.digest
                            + ", what this instance runs; run the same jar in both, or set compat=any)");
        }
        return method;
    }

    private static String list(Collection<String> names) {
        String some = names.stream().sorted().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMED ? some + ", and " + (names.size() - MOST_NAMED) + " more" : some;
    }

    private record Entry(String digest, Map<String, Found> bySignature, Map<String, List<Found>> byName) {
        static Entry of(ServedService service, ServerMeters meters) {
            Map<String, Found> bySignature = new LinkedHashMap<>();
            service.methods().forEach(m -> bySignature.put(m.about().key().signature(), new Found(m, meters.of(m))));
            Map<String, List<Found>> byName = bySignature.values().stream()
                    .collect(Collectors.groupingBy(f -> f.method().about().key().name()));
            return new Entry(service.digest(), bySignature, byName);
        }

        Found find(CallPath path) throws RefusedException {
            Found exact = bySignature.get(path.method());
            if (exact != null) {
                return exact;
            }
            List<Found> named = byName.getOrDefault(path.method(), List.of());
            if (named.size() == 1) {
                return named.get(0);
            }
            String expected = named.isEmpty()
                    ? "one of " + list(bySignature.keySet())
                    : "one of its overloads: "
                            + list(named.stream()
                                    .map(f -> f.method().about().key().signature())
                                    .toList());
            throw new RefusedException(
                    NotStarted.UNKNOWN_METHOD,
                    "service " + path.service() + ": method " + CallPath.clip(path.method()) + " (expected: " + expected
                            + ")");
        }
    }
}
