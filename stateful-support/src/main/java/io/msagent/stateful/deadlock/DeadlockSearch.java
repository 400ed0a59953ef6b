package io.msagent.stateful.deadlock;

import io.msagent.core.call.Deadline;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.log.Log;
import io.msagent.core.registry.Instance;
import io.msagent.core.stateful.Peers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Follows who waits for whom, here and on at the instances that bodies of this process call. Safe for use by any thread. */
public final class DeadlockSearch {
    /** Path of its requests, below that of stateful services. */
    public static final String PATH = "waits";

    private static final int MOST_HOPS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Waits waits;
    private final Function<TransactionCall, Map<TransactionCall, Instance>> madeBy;
    private final Peers peers;

    /** @param madeBy the calls that a body makes at this moment from this process, and where they have been sent */
    public DeadlockSearch(Waits waits, Function<TransactionCall, Map<TransactionCall, Instance>> madeBy, Peers peers) {
        this.waits = waits;
        this.madeBy = madeBy;
        this.peers = peers;
    }

    /**
     * The cycle that a waiting call is part of; blocks while other instances are asked.
     *
     * @return who holds what, the last of them a call around this one; empty if there is no cycle, or part of it is not to
     *     be seen
     */
    public List<Holder> cycleOf(TransactionCall waiting) {
        return follow(new Probe(waiting, waiting, 0, List.of()));
    }

    /**
     * Answers another instance's question.
     *
     * @return an object without path if there is no cycle
     * @throws IOException if the question cannot be read
     */
    public byte[] answer(byte[] question) throws IOException {
        Probe probe = Probe.of(question);
        return new Probe(probe.origin(), probe.at(), probe.hops(), follow(probe)).toJson();
    }

    private List<Holder> follow(Probe probe) {
        List<Holder> before = waits.holdersBefore(probe.at());
        if (before.isEmpty()) {
            return followCallsOf(probe.at(), probe);
        }
        for (Holder holder : before) {
            Probe further = probe.past(holder);
            if (holder.call().isAround(probe.origin())) {
                return further.path();
            }
            List<Holder> cycle = probe.path().contains(holder) ? List.of() : followCallsOf(holder.call(), further);
            if (!cycle.isEmpty()) {
                return cycle;
            }
        }
        return List.of();
    }

    private List<Holder> followCallsOf(TransactionCall body, Probe probe) {
        if (probe.hops() >= MOST_HOPS) {
            return List.of();
        }
        for (Map.Entry<TransactionCall, Instance> out : madeBy.apply(body).entrySet()) {
            List<Holder> cycle = ask(out.getValue(), probe.at(out.getKey()));
            if (!cycle.isEmpty()) {
                return cycle;
            }
        }
        return List.of();
    }

    private List<Holder> ask(Instance instance, Probe probe) {
        try {
            byte[] answer = peers.post(instance, PATH, probe.toJson(), Deadline.after(PATIENCE));
            return Probe.of(answer).path();
        } catch (IOException e) {
            // whoever cannot answer is asked again a second later
            Log.debug("looking for a deadlock: " + e.getMessage());
            return List.of();
        }
    }
}
