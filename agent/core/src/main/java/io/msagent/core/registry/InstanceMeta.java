package io.msagent.core.registry;

/** The keys of a registration's meta. Consul allows letters, digits, {@code -} and {@code _}. */
public final class InstanceMeta {
    /** Binary name of the class that holds the service's methods. */
    public static final String CLASS = "class";
    /** The served methods' signatures; space between them; cut to Consul's 512 characters. */
    public static final String METHOD = "method";
    /** Version of the wire protocol, as {@code 1}. */
    public static final String PROTOCOL = "protocol";
    /** Digest of the code, as hexadecimal. */
    public static final String DIGEST = "digest";
    /** Where the provider gets its receiver: a {@link io.msagent.core.call.Receiver} in lower case. */
    public static final String RECEIVER = "receiver";
    /** {@code true} or {@code false}. */
    public static final String STATEFUL = "stateful";
    /** Of a stateful service where its state is kept: {@code memory}, {@code durable} or {@code external}. */
    public static final String STATE = "state";
    /** How long its process may take to stop in good order once it is told to, in milliseconds. */
    public static final String STOP_MILLIS = "stop-millis";
    /** Process id. */
    public static final String PID = "pid";
    /** Host name. */
    public static final String HOST = "host";
    /** Id of the orchestrator that spawned the process; not there if none did. */
    public static final String ORCHESTRATOR = "orchestrator";
    /** Id that the orchestrator gave to the spawned process; not there if none did. */
    public static final String SPAWN = "spawn";
    /** Start of the process, ISO 8601. */
    public static final String STARTED = "started";

    /** {@code true} if it speaks TLS at its address, and nothing else; not there if it speaks in clear text. */
    public static final String TLS = "tls";

    /** {@link Proof} that who registered it has the cluster token; 64 hexadecimal digits. */
    public static final String PROOF = "proof";

    private InstanceMeta() {}
}
