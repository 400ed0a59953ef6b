package io.msagent.core.wire;

/** Names on the wire. {@code docs/protocol.md} describes them. */
public final class Protocol {
    /** Version of the protocol; a call goes only to an instance that speaks the same. */
    public static final String VERSION = "1";
    /** Calls: {@code POST /ms/v1/call/{service}/{signature}}; a method without overloads may be named without types. */
    public static final String CALL_PATH = "/ms/v1/call/";
    /** {@code GET}: answers 200 while the provider takes calls, 503 while it drains. */
    public static final String HEALTH_PATH = "/ms/v1/health";
    /** {@code GET}: what the process measures, in Prometheus' text format. */
    public static final String METRICS_PATH = "/ms/v1/metrics";
    /** {@code GET}, without the token: who is there, and the proof that it has the token too. */
    public static final String HELLO_PATH = "/ms/v1/hello";
    /** {@code POST .../{call id}}: its caller has given the call up. */
    public static final String CANCEL_PATH = "/ms/v1/cancel/";
    /** {@code POST} to an orchestrator: asks it for an instance of a service. */
    public static final String PROVIDE_PATH = "/ms/v1/provide";

    /** {@code POST} to an orchestrator: asks it which instance a request is to go to. */
    public static final String LOCATE_PATH = "/ms/v1/locate";

    /**
     * Requests between instances, and of callers, about stateful services: hand-over of a partition, the end of a
     * transaction, who waits for whom.
     */
    public static final String STATEFUL_PATH = "/ms/v1/stateful/";

    /** Request: the call id. A call without one gets its own. */
    public static final String CALL_ID = "ms-call-id";
    /** Request: milliseconds left. */
    public static final String TIME_LEFT = "ms-time-left";
    /** Request: digest of the caller's code; left out, any code will do. */
    public static final String DIGEST = "ms-digest";
    /** Request: who calls: a service, or a program; a DNS label. */
    public static final String CALLER = "ms-caller";
    /**
     * Request: the transaction's id, a space, and the call's number in it, as {@code 2.1}; then a space and {@code open} if
     * more calls of the transaction may follow.
     */
    public static final String TRANSACTION = "ms-transaction";
    /** Answer, with {@code not-started: not-owner}: id of the instance that owns the key's partition, if that is known. */
    public static final String OWNER = "ms-owner";
    /** Request: how deep the call is nested. */
    public static final String DEPTH = "ms-depth";
    /** Request: {@code value} if the first element of the arguments is the receiver. */
    public static final String RECEIVER = "ms-receiver";
    /** Request: {@code true} if the caller's code says that the body must not run twice, whatever the provider's says. */
    public static final String ONCE = "ms-once";
    /** Request: this is not the first attempt; incarnation and mark that the caller had when it made the first. */
    public static final String REPEAT = "ms-repeat";
    /** Request of a greeting: 32 hexadecimal digits that were never used before. */
    public static final String CHALLENGE = "ms-challenge";
    /** Answer to a greeting: 32 hexadecimal digits, other ones for each life of a provider's process. */
    public static final String INCARNATION = "ms-incarnation";
    /** Answer to a greeting: the proof, see {@link io.msagent.core.token.TokenMac}. */
    public static final String PROOF = "ms-proof";
    /** Answer: how many calls the record of calls had seen; a call that arrives later counts higher. */
    public static final String MARK = "ms-mark";
    /** Answer: {@code returned}, {@code threw}, {@code not-started} or {@code unknown}. */
    public static final String OUTCOME = "ms-outcome";
    /** Answer, with {@code not-started}: a {@link io.msagent.core.call.NotStarted} by its wire name. */
    public static final String REASON = "ms-reason";
    /** Answer: bodies that run and calls that wait for a worker, and how many bodies can run at a time, as {@code 12/16}. */
    public static final String LOAD = "ms-load";

    /** {@link #OUTCOME}: the body returned; status 200, the result as JSON. */
    public static final String RETURNED = "returned";
    /** {@link #OUTCOME}: the body threw; status 500, the exception as JSON. */
    public static final String THREW = "threw";
    /** {@link #OUTCOME}: the body was not started; status 4xx or 503, a JSON object with {@code reason} and {@code detail}. */
    public static final String NOT_STARTED = "not-started";

    /** {@link #OUTCOME}: a repeated call of which there is no record, and whose body may have run; status 410. */
    public static final String UNKNOWN = "unknown";

    private Protocol() {}
}
