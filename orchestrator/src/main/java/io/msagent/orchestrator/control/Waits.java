package io.msagent.orchestrator.control;

import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.Keeping;
import io.msagent.orchestrator.model.State;
import java.util.List;

/** Says why an instance is where it stands, and if it is on its way out, what it waits for. */
final class Waits {
    private static final int NAMED = 3;

    private Waits() {}

    static String reason(InstanceState instance) {
        String reason = instance.standing().reason();
        Keeping keeping = instance.keeping();
        if (instance.state() != State.QUIESCING || keeping == null || keeping.open() == 0) {
            return reason;
        }
        List<String> named = keeping.transactions()
                .subList(0, Math.min(NAMED, keeping.transactions().size()));
        int more = keeping.open() - named.size();
        return reason + (reason.isEmpty() ? "" : "; ") + "waits for "
                + (keeping.open() == 1 ? "an open transaction" : keeping.open() + " open transactions")
                + (named.isEmpty() ? "" : ": " + String.join(", ", named) + (more > 0 ? " and " + more + " more" : ""));
    }
}
