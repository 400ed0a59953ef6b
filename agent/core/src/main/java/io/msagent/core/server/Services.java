package io.msagent.core.server;

import io.msagent.core.call.NotStarted;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The services this provider serves, ready to be looked up. Safe for use by any thread. */
final class Services {
    private static final int MOST_NAMED = 10;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    private final Map<String, RunTimes> runTimes = new ConcurrentHashMap<>();

    /** Adds a service, or replaces the one of that name. */
    void put(ServedService service) {
        entries.put(service.name(), Entry.of(service));
    }

    /** How long the bodies of a service ran of late. */
    RunTimes runTimes(String service) {
        return runTimes.computeIfAbsent(service, name -> new RunTimes());
    }

    Collection<String> names() {
        return entries.keySet();
    }

    ServedMethod find(CallPath path, @Nullable String callersDigest) throws RefusedException {
        Entry entry = entries.get(path.service());
        if (entry == null) {
            throw new RefusedException(
                    NotStarted.UNKNOWN_SERVICE,
                    "service: " + CallPath.clip(path.service()) + " (expected: one that this instance serves: "
                            + list(entries.keySet()) + ")");
        }
        ServedMethod method = entry.find(path);
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

    private record Entry(String digest, Map<String, ServedMethod> bySignature, Map<String, List<ServedMethod>> byName) {
        static Entry of(ServedService service) {
            Map<String, ServedMethod> bySignature = new LinkedHashMap<>();
            service.methods().forEach(m -> bySignature.put(m.about().key().signature(), m));
            Map<String, List<ServedMethod>> byName = service.methods().stream()
                    .collect(Collectors.groupingBy(m -> m.about().key().name()));
            return new Entry(service.digest(), bySignature, byName);
        }

        ServedMethod find(CallPath path) throws RefusedException {
            ServedMethod exact = bySignature.get(path.method());
            if (exact != null) {
                return exact;
            }
            List<ServedMethod> named = byName.getOrDefault(path.method(), List.of());
            if (named.size() == 1) {
                return named.get(0);
            }
            String expected = named.isEmpty()
                    ? "one of " + list(bySignature.keySet())
                    : "one of its overloads: "
                            + list(named.stream()
                                    .map(m -> m.about().key().signature())
                                    .toList());
            throw new RefusedException(
                    NotStarted.UNKNOWN_METHOD,
                    "service " + path.service() + ": method " + CallPath.clip(path.method()) + " (expected: " + expected
                            + ")");
        }
    }
}
