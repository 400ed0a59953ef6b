package io.msagent.orchestrator.control;

import io.msagent.core.log.Log;
import io.msagent.orchestrator.model.Event;
import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.State;
import io.msagent.orchestrator.observe.Transition;
import io.msagent.orchestrator.plan.Lifecycle;
import io.msagent.orchestrator.store.Kept;
import io.msagent.orchestrator.store.Kind;
import io.msagent.orchestrator.store.SpawnRecord;
import java.time.Instant;
import java.util.Locale;

/** Makes events. Used by the control thread alone. */
final class Transitions {
    private static final int MILLIS_DIGITS = 13;

    private final String self;
    private long lastMillis;
    private int sequence;

    /** @param self id of this orchestrator */
    Transitions(String self) {
        this.self = self;
    }

    /** Ids made from now on sort behind this one, though another machine's clock may be ahead. */
    void after(String id) {
        if (id.matches("\\d{" + MILLIS_DIGITS + "}-.*")) {
            lastMillis = Math.max(lastMillis, Long.parseLong(id.substring(0, MILLIS_DIGITS)) + 1);
        }
    }

    Event event(Transition transition, Kept kept, Instant now) {
        InstanceState instance = transition.instance();
        SpawnRecord spawn = kept.get(Kind.SPAWN, instance.id());
        String cause = spawn != null
                        && instance.state() == State.STARTING
                        && instance.standing().reason().isEmpty()
                ? spawn.reason()
                : Lifecycle.cause(transition.before(), instance.standing());
        return new Event(
                id(now),
                now.toString(),
                instance.service(),
                instance.id(),
                instance.host(),
                transition.before() == null ? "" : word(transition.before().state()),
                word(instance.state()),
                cause,
                self);
    }

    Event ofService(String service, String from, String to, String cause, Instant now) {
        return new Event(id(now), now.toString(), service, "", "", from, to, cause, self);
    }

    Event ofHost(String host, String from, String to, String cause, Instant now) {
        return new Event(id(now), now.toString(), "", "", host, from, to, cause, self);
    }

    static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** People must see deaths; the rest is there for who looks. */
    void log(Event event) {
        String who = !event.instance().isEmpty()
                ? event.instance()
                : event.service().isEmpty() ? "host " + event.host() : event.service();
        String line = who + ": " + (event.from().isEmpty() ? "" : event.from() + " -> ") + event.to()
                + (event.cause().isEmpty() ? "" : ": " + event.cause());
        if (event.to().equals(word(State.DEAD))) {
            Log.warn(line);
        } else {
            Log.info(line);
        }
    }

    private String id(Instant now) {
        long millis = Math.max(now.toEpochMilli(), lastMillis);
        sequence = millis == lastMillis ? sequence + 1 : 0;
        lastMillis = millis;
        return String.format(Locale.ROOT, "%0" + MILLIS_DIGITS + "d-%06d", millis, sequence);
    }
}
