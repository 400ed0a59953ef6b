package io.msagent.core.server;

import io.msagent.core.log.Log;
import io.msagent.core.metrics.Meters;
import io.msagent.core.token.ClusterToken;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * A provider's listener: takes calls over HTTP, runs their bodies and answers. Safe for use by any thread.
 *
 * <p>All its threads are daemons: whoever wants the process to go on serving keeps a thread of its own.
 */
public final class CallServer implements AutoCloseable {
    /** No wait where all is idle; long, because a machine may stand still for a while with answers half written. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);

    private final ServerOptions options;
    private final Services services;
    private final Counts counts = new Counts();
    private final Workers workers;
    private final Admission admission;
    private final Connections connections = new Connections();
    private final StatefulRequests requests;
    private final HttpListener listener;
    private volatile boolean drained;

    private CallServer(
            ServerOptions options,
            InetSocketAddress address,
            ClusterToken token,
            CallRecord record,
            ServerMeters meters) {
        this.options = options;
        this.workers = new Workers(options.workers(), options.queue(), options.maxBlocked());
        Newcomers newcomers = new Newcomers(options.requestTimeout());
        Greeting greeting = new Greeting(token, record);
        this.admission = new Admission(record, greeting.incarnation(), workers);
        this.services = new Services(meters);
        this.requests = new StatefulRequests(admission::stateful, options);
        meters.watch(workers, record);
        this.listener = HttpListener.start(
                address,
                new HttpListener.Terms(options.requestTimeout(), options.connections(), options.tls()),
                newcomers,
                new FrontHandler(
                        options,
                        new Door(token, newcomers),
                        services,
                        admission,
                        counts,
                        () -> workers.load(counts.toMap()),
                        workers::loadLine,
                        greeting,
                        connections,
                        meters,
                        requests));
    }

    /** As {@link #start(ServerOptions, ClusterToken, CallRecord, Meters)}, and measures nothing. */
    public static CallServer start(ServerOptions options, ClusterToken token, CallRecord record) {
        return start(options, token, record, Meters.NONE);
    }

    /**
     * Listens, and refuses every call until {@link #serve} names a service.
     *
     * <p>Every request must carry the token. Past loopback and without TLS the traffic is in clear text, token included;
     * that is allowed, and said in the log.
     *
     * @param record answers repeated ids of calls that must not run twice
     * @param meters keeps what is measured; shown at {@code GET /ms/v1/metrics}
     * @throws IllegalArgumentException if the host is not an address
     * @throws java.io.UncheckedIOException if the address cannot be bound; the message says what to do
     */
    public static CallServer start(ServerOptions options, ClusterToken token, CallRecord record, Meters meters) {
        InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("serve.host: " + options.host()
                    + " (expected: an address of this machine, as 127.0.0.1; this name has no address)");
        }
        CallServer server = new CallServer(options, address, token, record, new ServerMeters(meters));
        if (options.tls() == null && !address.getAddress().isLoopbackAddress()) {
            Log.warn("serve.host: " + options.host() + " is not loopback: calls and the cluster token go over the "
                    + "network in clear text; set tls.cert, tls.key and tls.ca, use a network that nobody else can read, "
                    + "or 127.0.0.1");
        }
        return server;
    }

    /** The port it listens on. */
    public int port() {
        return listener.port();
    }

    /** Base of its URLs, as {@code http://127.0.0.1:40213}. */
    public URI address() {
        String host = options.host();
        String scheme = options.tls() == null ? "http" : "https";
        return URI.create(scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
    }

    /** Serves one more service, or serves the one of that name in this form from now on. */
    public void serve(ServedService service) {
        services.put(service);
    }

    /** Who takes the calls of stateful services; to be said before one of these is served. */
    public void stateful(StatefulCalls calls) {
        admission.stateful(calls);
    }

    /** What there is to do at this moment; cheap enough for every heartbeat. */
    public Load load() {
        return workers.load(counts.toMap());
    }

    /** How long the bodies of a service that it serves ran of late; cheap enough for every heartbeat.
     *
     * @return 99 % of them took at most this long, in microseconds, to within 1 %; empty if none has ended of late
     */
    public OptionalLong p99Micros(String service) {
        return services.figures(service).p99Micros();
    }

    /**
     * Lets no new call in ({@code not-started: quiescing}) and waits for those inside, queued ones included. Repeated ids
     * are answered from the record all the same, and every answer is the last on its connection. An interrupt ends the wait early and is kept.
     *
     * @return how many calls had not been answered when the time was over
     */
    public int drain(Duration atMost) {
        int left = admission.drain(atMost);
        drained = left == 0;
        return left;
    }

    /**
     * Refuses what has not started, stops to listen and ends all connections: those without a request under way so that no
     * caller is left in doubt, the others by a cut. After a drain that nobody was left in, it waits for the last answers
     * to leave, for 10 s at most. Running bodies are left alone.
     */
    @Override
    public void close() {
        workers.close();
        listener.stopAccepting();
        connections.leave(drained ? LAST_ANSWERS : Duration.ZERO);
        listener.close();
        requests.close();
    }
}
