package io.msagent.it.kit.proxy;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The faults of the next requests and connections, whichever of the proxies that share the script they come to. Safe for
 * use by any thread.
 */
public final class FaultScript {
    private final Queue<Fault> requests = new ConcurrentLinkedQueue<>();
    private final Queue<Fault> connections = new ConcurrentLinkedQueue<>();

    /** One for each of the next requests, in their order; after them all is well again. */
    public void next(Fault... faults) {
        for (Fault fault : faults) {
            (fault == Fault.CLOSE_ON_CONNECT ? connections : requests).add(fault);
        }
    }

    /** Whether all of them have happened. */
    public boolean isOver() {
        return requests.isEmpty() && connections.isEmpty();
    }

    /** Drops what has not happened. */
    public void clear() {
        List.of(requests, connections).forEach(Queue::clear);
    }

    Fault forRequest() {
        Fault fault = requests.poll();
        return fault == null ? Fault.NONE : fault;
    }

    Fault forConnection() {
        Fault fault = connections.poll();
        return fault == null ? Fault.NONE : fault;
    }
}
