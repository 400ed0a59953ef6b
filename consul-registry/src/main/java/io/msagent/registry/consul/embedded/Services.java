package io.msagent.registry.consul.embedded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The services and their checks. Every method must be called while holding the monitor of {@link Changes}.
 *
 * <p>An index is kept for each service, so that a change wakes only those who wait for that service. A service that is
 * gone has the index at which the last one went, as in Consul.
 */
final class Services {
    private final Changes changes;
    /** In the order in which Consul's catalogue has them. */
    private final Map<String, Registered> byId =
            new TreeMap<>(Comparator.comparing(Services::lower).thenComparing(Comparator.naturalOrder()));

    private final Map<String, Long> indexByName = new HashMap<>();
    private final Check nodeCheck;
    private long bytes;
    private long lastExtinction;
    private long servicesIndex;
    private long checksIndex;

    Services(Changes changes) {
        this.changes = changes;
        this.lastExtinction = changes.index();
        this.servicesIndex = changes.index();
        this.checksIndex = changes.index();
        this.nodeCheck = Check.ofNode(changes.index());
    }

    /** @param replaceChecks whether checks that the definition does not name are removed */
    void register(ServiceDefinition definition, boolean replaceChecks) {
        Service wanted = definition.service();
        Registered there = byId.get(wanted.id());
        Limits.checkRoom(there != null || byId.size() < Limits.SERVICES, "services", Limits.SERVICES);
        // a check that stays from an earlier registration keeps its weight
        long weight =
                there == null || replaceChecks ? definition.weight() : Math.max(there.weight(), definition.weight());
        long room = bytes + weight - (there == null ? 0 : there.weight());
        Limits.checkRoom(room <= Limits.SERVICE_BYTES_IN_ALL, "bytes of all services", Limits.SERVICE_BYTES_IN_ALL);
        if (there == null) {
            long index = changes.next();
            there = new Registered(wanted.withIndexes(index, index));
            byId.put(wanted.id(), there);
            touched(wanted.name(), index);
            servicesTouched(index);
        } else if (!there.service().isSameAs(wanted)) {
            long index = changes.next();
            String nameBefore = there.service().name();
            there.service(wanted.withIndexes(there.service().createIndex(), index));
            touched(wanted.name(), index);
            if (!nameBefore.equals(wanted.name())) {
                left(nameBefore, index);
            }
            servicesTouched(index);
        }
        bytes = room;
        there.weight(weight);
        if (replaceChecks) {
            List<String> keep =
                    definition.checks().stream().map(c -> c.check().id()).toList();
            List.copyOf(there.checks().keySet()).stream()
                    .filter(id -> !keep.contains(id))
                    .forEach(there::remove);
        }
        for (ServiceDefinition.TtlCheck check : definition.checks()) {
            register(there, check);
        }
    }

    private void register(Registered there, ServiceDefinition.TtlCheck definition) {
        String id = definition.check().id();
        Check before = there.checks().get(id);
        Limits.check(
                before != null || there.checks().size() < Limits.CHECKS_OF_A_SERVICE,
                "checks of service " + there.service().id(),
                Limits.CHECKS_OF_A_SERVICE);
        // a check that is registered again keeps what it said last
        Check last = before == null ? takeFromOthers(id) : before;
        Check wanted =
                last == null ? definition.check() : definition.check().withStatus(last.status(), last.output(), 0);
        if (before == null || !before.isSameAs(wanted)) {
            long index = changes.next();
            put(there, wanted.withCreateIndex(before == null ? index : before.createIndex()), index);
        }
        there.startTimer(definition, changes.now());
        changes.wantTickAt(changes.now() + definition.ttl().toNanos());
        wantRemovalTick(there);
    }

    /** As in Consul, a check's id is its node's: who registers it takes it from another service that has it. */
    private @Nullable Check takeFromOthers(String checkId) {
        for (Registered other : byId.values()) {
            Check taken = other.checks().get(checkId);
            if (taken != null) {
                other.remove(checkId);
                touched(other.service().name(), changes.next());
                return taken;
            }
        }
        return null;
    }

    /** Whether it was there. */
    boolean deregister(String id) {
        Registered gone = byId.remove(id);
        if (gone == null) {
            return false;
        }
        bytes -= gone.weight();
        long index = changes.next();
        checksIndex = index;
        servicesTouched(index);
        left(gone.service().name(), index);
        changes.tell(new Topic.Checks());
        return true;
    }

    private void left(String name, long index) {
        if (named(name).isEmpty()) {
            lastExtinction = index;
            indexByName.remove(lower(name));
        } else {
            indexByName.put(lower(name), index);
        }
        changes.tell(new Topic.OfService(name));
    }

    /** Whether there is such a TTL check. */
    boolean update(String checkId, String status, String output) {
        Registered owner = ownerOf(checkId);
        if (owner == null) {
            return false;
        }
        owner.beat(checkId, changes.now());
        changes.wantTickAt(changes.now() + owner.untilDue(changes.now()));
        set(owner, checkId, status, cut(output));
        return true;
    }

    /** Whether there is such a service. */
    boolean maintenance(String serviceId, boolean on, String reason) {
        Registered there = byId.get(serviceId);
        if (there == null) {
            return false;
        }
        String id = Check.maintenanceId(serviceId);
        if (on && !there.checks().containsKey(id)) {
            Service service = there.service();
            long index = changes.next();
            put(
                    there,
                    new Check(
                            id,
                            "Service Maintenance Mode",
                            Check.CRITICAL,
                            cut(reason),
                            "",
                            service.id(),
                            service.name(),
                            service.tags(),
                            "maintenance",
                            index,
                            index),
                    index);
        } else if (!on && there.checks().containsKey(id)) {
            there.remove(id);
            touched(there.service().name(), changes.next());
        }
        return true;
    }

    /** Lets time pass: turns checks critical, removes services. Returns nanoseconds until this is due again. */
    long tick() {
        long now = changes.now();
        for (Registered registered : List.copyOf(byId.values())) {
            registered.expire(now, this::expired);
            if (registered.isToBeRemoved(now)) {
                deregister(registered.service().id());
            }
        }
        return byId.values().stream().mapToLong(r -> r.untilDue(now)).min().orElse(Long.MAX_VALUE);
    }

    private void expired(Registered owner, String checkId) {
        Check check = owner.checks().get(checkId);
        if (check != null) {
            String last = check.output();
            String output =
                    last.isEmpty() ? "TTL expired" : "TTL expired (last output before timeout follows): " + last;
            set(owner, checkId, Check.CRITICAL, cut(output));
        }
    }

    private void set(Registered owner, String checkId, String status, String output) {
        Check before = owner.checks().get(checkId);
        if (before == null || (before.status().equals(status) && before.output().equals(output))) {
            return;
        }
        if (before.status().equals(status)) {
            // only the note differs: shown from now on but told to nobody, or each beat would wake every caller
            owner.checks().put(checkId, before.withStatus(status, output, before.modifyIndex()));
            return;
        }
        if (status.equals(Check.CRITICAL)) {
            owner.criticalSince(checkId, changes.now());
        }
        long index = changes.next();
        put(owner, before.withStatus(status, output, index), index);
        wantRemovalTick(owner);
    }

    private void put(Registered owner, Check check, long index) {
        owner.checks().put(check.id(), check.withStatus(check.status(), check.output(), index));
        touched(owner.service().name(), index);
    }

    private void wantRemovalTick(Registered owner) {
        long until = owner.untilDue(changes.now());
        if (until != Long.MAX_VALUE) {
            changes.wantTickAt(changes.now() + until);
        }
    }

    private void touched(String name, long index) {
        indexByName.put(lower(name), index);
        checksIndex = index;
        changes.tell(new Topic.OfService(name));
        changes.tell(new Topic.Checks());
    }

    private void servicesTouched(long index) {
        servicesIndex = index;
        changes.tell(new Topic.Services());
    }

    private @Nullable Registered ownerOf(String checkId) {
        // nearly always the one check that a service has
        Registered likely = checkId.startsWith("service:") ? byId.get(checkId.substring("service:".length())) : null;
        if (likely != null && likely.isTtlCheck(checkId)) {
            return likely;
        }
        return byId.values().stream()
                .filter(r -> r.isTtlCheck(checkId))
                .findFirst()
                .orElse(null);
    }

    private static String cut(String output) {
        return output.length() <= Limits.OUTPUT_CHARS ? output : output.substring(0, Limits.OUTPUT_CHARS);
    }

    Check nodeCheck() {
        return nodeCheck;
    }

    Collection<Registered.Picture> all() {
        return byId.values().stream().map(Registered::picture).toList();
    }

    Optional<Registered.Picture> withId(String id) {
        return Optional.ofNullable(byId.get(id)).map(Registered::picture);
    }

    /** As in Consul's catalogue, whatever the case of the name. */
    List<Registered.Picture> named(String name) {
        List<Registered.Picture> found = new ArrayList<>();
        byId.values().forEach(r -> {
            if (r.service().name().equalsIgnoreCase(name)) {
                found.add(r.picture());
            }
        });
        return found;
    }

    /** Names, each with all the tags that its instances carry. */
    Map<String, Set<String>> tagsByName() {
        Map<String, Set<String>> tags = new TreeMap<>();
        byId.values()
                .forEach(r -> tags.computeIfAbsent(r.service().name(), n -> new LinkedHashSet<>())
                        .addAll(r.service().tags()));
        return tags;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    long indexOf(String name) {
        return indexByName.getOrDefault(lower(name), lastExtinction);
    }

    long servicesIndex() {
        return servicesIndex;
    }

    long checksIndex() {
        return checksIndex;
    }
}
