package io.msagent.core.client;

import io.msagent.core.call.Deadline;
import io.msagent.core.client.Transport.Reply;
import io.msagent.core.client.Transport.Request;
import io.msagent.core.token.ClusterToken;
import io.msagent.core.wire.Protocol;
import java.io.IOException;
import java.util.Map;

/**
 * Posts requests about stateful services to instances, which have to prove first that they have the cluster token. Safe for
 * use by any thread.
 */
public final class InstanceClient {
    private final Transport transport;
    private final ClusterToken token;
    private final Greeter greeter;

    /** Opens no connection yet. */
    public InstanceClient(Transport transport, ClusterToken token) {
        this.transport = transport;
        this.token = token;
        this.greeter = new Greeter(token);
    }

    /**
     * Posts JSON and waits for the answer.
     *
     * @param path below {@link Protocol#STATEFUL_PATH}
     * @return the body of an answer with status 200
     * @throws IOException if there is no answer until the deadline, or another one; the message says which
     */
    public byte[] post(String host, int port, String path, byte[] body, Deadline deadline) throws IOException {
        Request request = new Request(
                Protocol.STATEFUL_PATH + path,
                Map.of("authorization", token.header(), "content-type", "application/json"),
                body,
                greeter,
                Cancellation.NEVER);
        Reply reply = transport.send(host, port, request, deadline);
        if (reply instanceof Reply.Answered answered) {
            if (answered.status() == 200) {
                return answered.body();
            }
            throw new IOException(host + ":" + port + " answered " + path + " with status " + answered.status());
        }
        Throwable why = reply instanceof Reply.Unreachable unreachable
                ? unreachable.cause()
                : reply instanceof Reply.Lost lost ? lost.cause() : ((Reply.Garbled) reply).cause();
        throw new IOException(host + ":" + port + " has not answered " + path + ": " + why, why);
    }
}
