package io.msagent.orchestrator.plan;

import io.msagent.orchestrator.model.Death;
import io.msagent.orchestrator.model.HostState;
import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.Limits;
import io.msagent.orchestrator.model.ServiceState;
import io.msagent.orchestrator.model.Snapshot;
import io.msagent.orchestrator.model.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Chooses hosts for new instances: where fewest starts of the service have failed of late, then spread over hosts; among equals the host with the fewest instances per core is
 * taken, among those the first by name. One of these lives as long as a plan, for what it has placed takes room.
 */
final class Placement {
    /** What a new process is taken to need until its host has said what is left. */
    private static final long NEW_BYTES = 256L << 20;

    /** With less than this no process can be started. */
    private static final long NOTHING_BYTES = 64L << 20;

    /** Instances that may start at the same time for each core of a host: more would only wait for one another. */
    private static final int STARTS_PER_CORE = 4;

    /** One that takes longer to start does not hold up others any more. */
    private static final Duration START_COUNTS = Duration.ofSeconds(10);

    private final Limits limits;
    private final Instant now;
    private final List<Room> rooms = new ArrayList<>();
    private final Map<String, Room> byName = new HashMap<>();

    Placement(Limits limits, Snapshot snapshot, Instant now) {
        this.limits = limits;
        this.now = now;
        for (HostState host : snapshot.hosts()) {
            Room room = new Room(host);
            rooms.add(room);
            byName.put(host.name(), room);
        }
        for (ServiceState service : snapshot.services()) {
            for (InstanceState instance : service.instances()) {
                Room room = byName.get(instance.host());
                if (room != null && !instance.state().isOver()) {
                    room.count++;
                    if (instance.state() == State.STARTING) {
                        room.unmeasured++;
                        room.starting += instance.intended().plus(START_COUNTS).isAfter(now) ? 1 : 0;
                    }
                }
            }
        }
    }

    private static final class Room {
        final HostState host;
        int count;
        int starting;
        int unmeasured;

        Room(HostState host) {
            this.host = host;
        }

        int cores() {
            return Math.max(1, host.cores());
        }

        boolean isOpen() {
            return host.supervised()
                    && !host.draining()
                    && (host.memoryTotal() <= 0 || host.memoryAvailable() >= NOTHING_BYTES);
        }

        boolean isBusyStarting() {
            return starting >= STARTS_PER_CORE * cores();
        }

        /** How many more it may take because of load. */
        int left(Limits.Scaling scaling) {
            long byCores = (long) scaling.perCore() * cores() - count;
            long memory = host.memoryAvailable()
                    - (long) (scaling.memoryKept() * host.memoryTotal())
                    - unmeasured * NEW_BYTES;
            long left = host.memoryTotal() <= 0 ? byCores : Math.min(byCores, memory / NEW_BYTES);
            return isOpen() ? (int) Math.max(0, Math.min(left, Integer.MAX_VALUE)) : 0;
        }

        String trouble(Limits.Scaling scaling) {
            if (!host.supervised()) {
                return host.name() + " (no orchestrator there)";
            }
            if (host.draining()) {
                return host.name() + " (draining)";
            }
            return isOpen() && count >= scaling.perCore() * cores()
                    ? host.name() + " (" + count + " instances on " + cores() + " cores)"
                    : host.name() + " (" + (host.memoryAvailable() >> 20) + " MB of memory left)";
        }
    }

    /** Where instances of one service are and go. */
    final class ForService {
        private final Map<String, Integer> here = new HashMap<>();
        /** Starts that failed of late. */
        private final Map<String, Integer> failed = new HashMap<>();

        /** The host for one more, which has it from then on. */
        Optional<String> choose(boolean growth) {
            Optional<Room> chosen = rooms.stream()
                    .filter(r -> r.isOpen() && !r.isBusyStarting())
                    .filter(r -> !growth || r.left(limits.scaling()) > 0)
                    .min(Comparator.<Room>comparingInt(r -> failed.getOrDefault(r.host.name(), 0))
                            .thenComparingDouble(r -> (double) here.getOrDefault(r.host.name(), 0) / r.cores())
                            .thenComparingDouble(r -> (double) r.count / r.cores())
                            .thenComparing(r -> r.host.name()));
            chosen.ifPresent(room -> {
                room.count++;
                room.starting++;
                room.unmeasured++;
                here.merge(room.host.name(), 1, Integer::sum);
            });
            return chosen.map(room -> room.host.name());
        }
    }

    ForService of(ServiceState service) {
        ForService placed = new ForService();
        for (InstanceState instance : service.instances()) {
            if (!instance.state().isOver()) {
                placed.here.merge(instance.host(), 1, Integer::sum);
            }
        }
        fails(service, placed.failed);
        return placed;
    }

    /** A host without the program's files or with a full disk would else have the least to do, and get every start. */
    private void fails(ServiceState service, Map<String, Integer> failed) {
        for (Death death : service.history().deaths()) {
            boolean lately = death.at().plus(BackOff.WINDOW).isAfter(now);
            boolean proven = service.instances().stream()
                    .anyMatch(i -> i.state().serves()
                            && i.host().equals(death.host())
                            && i.intended().isAfter(death.at()));
            if (lately && !proven && !death.served() && death.digest().equals(service.digest())) {
                failed.merge(death.host(), 1, Integer::sum);
            }
        }
    }

    /** Whether a host gives away what it has. */
    boolean isDraining(String host) {
        Room room = byName.get(host);
        return room != null && room.host.draining();
    }

    /** How many more instances load may bring. */
    int room() {
        long sum = rooms.stream().mapToLong(r -> r.left(limits.scaling())).sum();
        return (int) Math.min(sum, Integer.MAX_VALUE);
    }

    /** Whether there is none but for those that start just now. */
    boolean waitsForStarts(boolean growth) {
        return rooms.stream()
                .anyMatch(r -> r.isOpen() && r.isBusyStarting() && (!growth || r.left(limits.scaling()) > 0));
    }

    /** Why no host takes a new instance, for people. */
    String trouble() {
        return rooms.isEmpty()
                ? "there is no host: no orchestrator has said yet what its machine has"
                : "no host takes a new instance: "
                        + rooms.stream().map(r -> r.trouble(limits.scaling())).collect(Collectors.joining(", "));
    }
}
