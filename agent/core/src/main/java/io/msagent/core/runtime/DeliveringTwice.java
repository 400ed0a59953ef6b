package io.msagent.core.runtime;

import io.msagent.core.call.Deadline;
import io.msagent.core.client.Transport;

/** Sends each request again after its answer has come, as if that had been lost on the way. Thread-safe. */
final class DeliveringTwice implements Transport {
    private final Transport transport;

    DeliveringTwice(Transport transport) {
        this.transport = transport;
    }

    @Override
    public Reply send(String host, int port, Request request, Deadline deadline) {
        Reply lost = transport.send(host, port, request, deadline);
        return lost instanceof Reply.Answered ? transport.send(host, port, request, deadline) : lost;
    }

    @Override
    public void close() {
        transport.close();
    }
}
