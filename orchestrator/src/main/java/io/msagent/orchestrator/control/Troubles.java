package io.msagent.orchestrator.control;

import io.msagent.orchestrator.model.Action;
import io.msagent.orchestrator.model.ServiceState;
import io.msagent.orchestrator.model.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Why services are not as wanted, by service. */
final class Troubles {
    private Troubles() {}

    static Map<String, String> of(Snapshot snapshot, List<Action> plan) {
        Map<String, String> troubles = new HashMap<>();
        for (Action action : plan) {
            if (action instanceof Action.GiveUp giveUp) {
                troubles.put(giveUp.service(), "given up until " + giveUp.until() + ": " + giveUp.reason());
            } else if (action instanceof Action.Stuck stuck) {
                troubles.putIfAbsent(stuck.service(), stuck.reason());
            }
        }
        for (ServiceState service : snapshot.services()) {
            if (service.refused() != null) {
                troubles.put(service.name(), service.refused());
            }
        }
        return Map.copyOf(troubles);
    }
}
