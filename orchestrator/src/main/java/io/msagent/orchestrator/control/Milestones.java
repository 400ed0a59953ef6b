package io.msagent.orchestrator.control;

import io.msagent.orchestrator.model.HostState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Events that concern no instance: who leads, what is wrong with a service, what becomes of hosts. Told by the leader. */
final class Milestones {
    private final Identity identity;
    private final Transitions words;
    private final Journal journal;

    Milestones(Identity identity, Transitions words, Journal journal) {
        this.identity = identity;
        this.words = words;
        this.journal = journal;
    }

    /** Tells what is different from the round before. */
    void note(Latest before, Latest now, Instant at) {
        if (!before.leads()) {
            journal.add(words.ofHost(identity.host(), "", "leads", identity.id() + " leads from now on", at));
        }
        now.troubles().forEach((service, trouble) -> {
            if (!trouble.equals(before.troubles().get(service))) {
                journal.add(words.ofService(service, "", "in trouble", trouble, at));
            }
        });
        before.troubles().forEach((service, trouble) -> {
            if (!now.troubles().containsKey(service)) {
                journal.add(words.ofService(service, "in trouble", "well again", trouble, at));
            }
        });
        hosts(before, now, at);
    }

    private void hosts(Latest before, Latest now, Instant at) {
        Map<String, HostState> former = new HashMap<>();
        before.seen().snapshot().hosts().forEach(host -> former.put(host.name(), host));
        for (HostState host : now.seen().snapshot().hosts()) {
            HostState was = former.get(host.name());
            boolean drained = was != null && was.draining();
            if (drained != host.draining() && was != null) {
                journal.add(words.ofHost(
                        host.name(),
                        drained ? "draining" : "",
                        host.draining() ? "draining" : "takes instances",
                        "by hand",
                        at));
            }
            boolean same = was != null
                    && was.supervised() == host.supervised()
                    && Objects.equals(was.supervisor(), host.supervisor());
            if (!same) {
                journal.add(words.ofHost(
                        host.name(),
                        was == null ? "" : was.supervised() ? "supervised" : "unsupervised",
                        host.supervised() ? "supervised" : "unsupervised",
                        host.supervised() ? "by " + host.supervisor() : host.supervisor() + " does not any more",
                        at));
            }
        }
    }
}
