package io.msagent.registry.consul.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/** The sessions. Every method must be called while holding the monitor of {@link Changes}. */
final class Sessions {
    private final Changes changes;
    private final Consumer<Session> onEnd;
    private final Map<String, Session> byId = new TreeMap<>();
    private final Map<String, Long> deadlines = new HashMap<>();
    private long index;

    /** @param onEnd called with each session that has ended, for its locks */
    Sessions(Changes changes, Consumer<Session> onEnd) {
        this.changes = changes;
        this.onEnd = onEnd;
        this.index = changes.index();
    }

    /** Opens one like the template, which has neither id nor index. */
    Session open(Session template) {
        Limits.checkRoom(byId.size() < Limits.SESSIONS, "sessions", Limits.SESSIONS);
        Session session = new Session(
                UUID.randomUUID().toString(),
                template.name(),
                template.lockDelay(),
                template.deletes(),
                template.ttlText(),
                template.ttl(),
                template.nodeChecks(),
                changes.next());
        byId.put(session.id(), session);
        touched(session.index());
        extend(session);
        return session;
    }

    Optional<Session> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<Session> all() {
        return List.copyOf(byId.values());
    }

    /** Index of the newest change of any session. */
    long index() {
        return index;
    }

    Optional<Session> renew(String id) {
        Optional<Session> session = find(id);
        session.ifPresent(this::extend);
        return session;
    }

    /** Ends it; nothing happens if it is not there. */
    void destroy(String id) {
        Session gone = byId.remove(id);
        if (gone != null) {
            deadlines.remove(id);
            touched(changes.next());
            onEnd.accept(gone);
        }
    }

    /** Lets time pass. Returns nanoseconds until this is due again. */
    long tick() {
        long now = changes.now();
        List<String> ended = deadlines.entrySet().stream()
                .filter(e -> e.getValue() - now <= 0)
                .map(Map.Entry::getKey)
                .toList();
        ended.forEach(this::destroy);
        return deadlines.values().stream()
                .mapToLong(deadline -> deadline - now)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private void extend(Session session) {
        if (!session.ttl().isZero()) {
            long deadline = changes.now() + session.ttl().toNanos();
            deadlines.put(session.id(), deadline);
            changes.wantTickAt(deadline);
        }
    }

    private void touched(long newIndex) {
        index = newIndex;
        changes.tell(new Topic.Sessions());
    }
}
