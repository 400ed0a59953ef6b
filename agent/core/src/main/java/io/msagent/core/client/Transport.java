package io.msagent.core.client;

import io.msagent.core.call.Deadline;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries one request to one address and says how far it came. Knows nothing of methods, services or retries. Safe for
 * use by any thread; blocks the calling one.
 */
public interface Transport extends AutoCloseable {

    /**
     * Makes one attempt; never throws. If the calling thread is interrupted, the attempt is given up at once, the
     * interrupt flag stays set, and the reply says how far the request had come.
     */
    Reply send(String host, int port, Request request, Deadline deadline);

    /** Closes every connection; attempts under way fail. Never throws. */
    @Override
    void close();

    /**
     * A {@code POST}.
     *
     * @param path path of the URL, percent-encoded
     * @param headers headers beside the framing ones
     * @param body what is posted
     * @param greeter what the process behind a fresh connection must answer before anything of this is sent to it;
     *     null: nothing
     * @param cancellation by which another thread may give it up
     */
    record Request(
            String path,
            Map<String, String> headers,
            byte[] body,
            @Nullable Greeter greeter,
            Cancellation cancellation) {

        /** One that is sent to whoever has accepted the connection, and that nobody gives up. */
        public Request(String path, Map<String, String> headers, byte[] body) {
            this(path, headers, body, null, Cancellation.NEVER);
        }
    }

    /** How an attempt ended. */
    sealed interface Reply {

        /**
         * An answer came as a whole.
         *
         * @param headers by name in lower case; of a repeated one the last
         */
        record Answered(int status, Map<String, String> headers, byte[] body) implements Reply {
            @Nullable
            String header(String lowerCaseName) {
                return headers.get(lowerCaseName);
            }
        }

        /** The other side has certainly not got the whole request, and starts nothing before it has. */
        record Unreachable(Throwable cause) implements Reply {}

        /**
         * The other side may have got the whole request, and no whole answer came back.
         *
         * @param peer who got it
         */
        record Lost(Throwable cause, Peer peer) implements Reply {

            /** One that was sent to a process which had not been asked who it is. */
            public Lost(Throwable cause) {
                this(cause, Peer.UNKNOWN);
            }
        }

        /** Something came back that is not HTTP, or is larger than allowed. */
        record Garbled(Throwable cause) implements Reply {}
    }
}
