package io.msagent.core.config;

import io.msagent.core.log.Log;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every setting there is. */
public final class Keys {
    // what runs where
    public static final Key<Mode> MODE = choice(
            "mode",
            Mode.AUTO,
            "auto: calls go to providers; local: every body runs here; loopback: calls go through the wire to this very process");
    public static final Key<List<String>> INCLUDE = list(
            "include", "patterns CLASS#METHOD, * allowed", "Methods to mark from outside, as com.acme.Pricing#quote.");
    public static final Key<List<String>> EXCLUDE =
            list("exclude", "patterns CLASS#METHOD, * allowed", "Methods to leave alone although they are marked.");
    public static final Key<ReceiverChoice> RECEIVER =
            choice("receiver", ReceiverChoice.AUTO, "Where a provider finds the object of an instance method.");
    public static final Key<Boolean> FALLBACK_LOCAL = new Key<>(
            "fallback",
            "local",
            Key.Kind.SINGLE,
            "",
            "local, none",
            "What a call does when nobody serves it: run the body here, or throw NoInstanceException.",
            Parsers.oneOf("local", "none").andThen("local"::equals));
    public static final Key<Compat> COMPAT = choice(
            "compat", Compat.DIGEST, "Whether calls go only to instances with the same code (digest) or to all (any).");

    // serving
    public static final Key<List<String>> SERVE =
            list("serve", "service names", "Makes this process a provider of the named services.");
    public static final Key<List<String>> SERVE_CLASSES =
            list("serve.classes", "class names", "Classes that hold the served methods; found by a scan if not given.");
    public static final Key<ServeMain> SERVE_MAIN = choice(
            "serve.main",
            ServeMain.REPLACE,
            "What becomes of the application's main in a provider: replaced, or run first.");
    public static final Key<Duration> SERVE_MAIN_WAIT = duration(
            "serve.main.wait",
            "10s",
            "With serve.main=run: if main has not returned by then, serving starts beside it.");
    public static final Key<String> SERVE_HOST =
            text("serve.host", "127.0.0.1", "an address of this machine", "Address a provider listens on.");
    public static final Key<Integer> SERVE_PORT =
            number("serve.port", 0, 0, 65_535, "", "Port a provider listens on; 0: any free one.");
    public static final Key<Integer> SERVE_CONNECTIONS = number(
            "serve.connections",
            8_192,
            1,
            1_000_000,
            "connections",
            "Connections a provider has at the same time; past it, who connects waits until another has gone.");
    public static final Key<String> INSTANCE =
            text("instance", null, "a name", "Name that the orchestrator gave to this process.");
    public static final Key<String> ORCHESTRATOR =
            text("orchestrator", null, "a name", "Id of the orchestrator that spawned this process.");
    public static final Key<String> HOST = text(
            "host",
            null,
            "a name",
            "Name of this machine in the registry, which no other may have; default: the system's.");
    public static final Key<Integer> WORKERS =
            number("workers", 16, 1, 4_096, "bodies", "Bodies a provider runs at the same time.");
    public static final Key<Integer> WORKERS_QUEUE = number(
            "workers.queue",
            64,
            0,
            100_000,
            "calls",
            "Calls that may wait for a worker; past it: not started, overloaded.");
    public static final Key<Integer> WORKERS_MAX_BLOCKED = number(
            "workers.max-blocked",
            2_048,
            0,
            100_000,
            "bodies",
            "Bodies that may wait for nested calls beside the running ones, each on a thread of its own.");
    public static final Key<Duration> DRAIN_TIMEOUT = duration(
            "drain.timeout", "10s", "How long a process that stops lets running bodies, and calls under way, end.");

    public static final Key<Integer> RECORD_CALLS = number(
            "record.calls",
            10_000,
            1,
            10_000_000,
            "answers",
            "Answers of methods that are not idempotent which a provider keeps for callers that ask again.");
    public static final Key<Integer> RECORD_BYTES =
            number("record.bytes", 64 * 1024 * 1024, 1_024, Integer.MAX_VALUE, "bytes", "Most bytes of such answers.");
    public static final Key<Duration> RECORD_AGE =
            duration("record.age", "2m", "How long such an answer is kept at most.");

    // stateful services
    public static final Key<Duration> QUIESCE_TIMEOUT = new Key<>(
            "quiesce.timeout",
            "10s",
            Key.Kind.SINGLE,
            "",
            "a duration above 0, as 250ms, 10s, 2m; at most 9m, as orchestrators wait ten minutes for a process to end",
            "How long an instance of a stateful service that leaves lets open transactions end before it hands over.",
            Parsers.durationUpTo(Duration.ofMinutes(9)));
    public static final Key<Duration> TX_RETENTION = duration(
            "tx.retention",
            "1h",
            "How long outcomes of stateful calls are kept; a call of a transaction that began earlier is refused.");
    public static final Key<Integer> TX_RECORDS = number(
            "tx.records",
            1_000_000,
            1_000,
            Integer.MAX_VALUE,
            "outcomes",
            "Most outcomes kept of a stateful service; past it those of the oldest transactions go first.");
    public static final Key<String> STATE_URL = text(
            "state.url",
            null,
            "a JDBC URL, as jdbc:postgresql://db.example/app or jdbc:h2:file:~/app/state",
            "Where durable state is kept. Default: the store that the orchestrator runs on this machine.");
    public static final Key<String> STATE_USER = text("state.user", null, "a name", "User of that database.");
    public static final Key<String> STATE_PASSWORD = secret("state.password", "visible characters", "Its password.");

    // calling
    public static final Key<String> PROGRAM = new Key<>(
            "program",
            null,
            Key.Kind.SINGLE,
            "",
            "at most 63 of the characters a-z, 0-9 and -, with no - at either end",
            "Name by which providers count this program's calls; default: that of its jar without version, or of its main class.",
            Parsers::label);
    public static final Key<Duration> TIMEOUT =
            duration("timeout", "10s", "The longest a call may take, retries included.");
    public static final Key<Duration> CONNECT_TIMEOUT =
            duration("connect.timeout", "1s", "The longest one attempt may take to connect.");
    public static final Key<Duration> RETRY_BACKOFF = duration(
            "retry.backoff", "20ms", "Upper bound of the first pause between attempts; doubles, with full jitter.");
    public static final Key<Duration> RETRY_BACKOFF_MAX =
            duration("retry.backoff.max", "1s", "Upper bound of every pause between attempts.");
    public static final Key<Integer> CLIENT_CONNECTIONS = number(
            "client.connections",
            4_096,
            1,
            100_000,
            "connections",
            "Connections a process keeps to all providers together.");

    public static final Key<Integer> CLIENT_MAX_IN_FLIGHT = number(
            "client.max-in-flight",
            3_000,
            1,
            100_000,
            "calls",
            "Calls to one service that this process has under way at the same time; past it a call is refused at once.");
    public static final Key<Duration> ATTEMPT_TIMEOUT = new Key<>(
            "attempt.timeout",
            null,
            Key.Kind.SINGLE,
            "",
            Parsers.DURATIONS_ALLOWED,
            "The longest one attempt may take; default: what is left of timeout.",
            Parsers::duration);
    public static final Key<Hedge> HEDGE = new Key<>(
            "hedge",
            "off",
            Key.Kind.SINGLE,
            "",
            Hedge.ALLOWED,
            "When an idempotent call without an answer is sent to a second instance as well: after a time, or when it takes longer than that share of its method's attempts.",
            Hedge::parse);
    public static final Key<Balance> BALANCE = choice(
            "balance",
            Balance.CLIENT,
            "How calls are spread over the instances: to the less busy of two (client), in turn (round-robin), to the one that the orchestrator names (orchestrator), to always the same (none).");

    // the wire
    public static final Key<List<String>> WIRE_ALLOW = list(
            "wire.allow",
            "class names, * allowed at the end",
            "Classes that may travel where the signature names only a general type.");
    public static final Key<Integer> WIRE_MAX_BYTES =
            number("wire.max-bytes", 16 * 1024 * 1024, 1_024, 1 << 30, "bytes", "Largest request or answer.");
    public static final Key<Integer> WIRE_MAX_DEPTH =
            number("wire.max-depth", 500, 10, 100_000, "levels", "Deepest nesting of a value.");

    // TLS between callers, providers and orchestrators
    public static final Key<Path> TLS_CA = path(
            "tls.ca",
            null,
            "PEM file: authorities that sign the certificates of this cluster; with it, calls go over TLS only.");
    public static final Key<Path> TLS_CERT = path(
            "tls.cert",
            null,
            "PEM file: certificate that this process shows, as provider and as caller, with its chain.");
    public static final Key<Path> TLS_KEY =
            path("tls.key", null, "PEM file: private key of that certificate, not encrypted.");
    public static final Key<ClientCertificate> TLS_CLIENT = choice(
            "tls.client",
            ClientCertificate.REQUIRED,
            "Whether a provider with tls.cert demands a certificate of its callers too.");

    // trying a program out
    public static final Key<Integer> LOOPBACK_REPEAT = number(
            "loopback.repeat",
            0,
            0,
            100,
            "percent of calls",
            "With mode=loopback: calls made as if an answer had been lost: idempotent bodies run twice.");
    public static final Key<Integer> LOOPBACK_SEED = new Key<>(
            "loopback.seed",
            null,
            Key.Kind.SINGLE,
            "",
            "a whole number from 0 to " + Integer.MAX_VALUE,
            "Chooses the calls that are repeated; default: a random number, which is said.",
            Parsers.number(0, Integer.MAX_VALUE));
    public static final Key<Path> LOOPBACK_COMPARE = path(
            "loopback.compare",
            null,
            "With mode=loopback: file to which is added, line by line, what would differ in another process.");

    // registry and orchestrator
    public static final Key<URI> REGISTRY = new Key<>(
            "registry",
            "http://127.0.0.1:7917",
            Key.Kind.SINGLE,
            "",
            "http or https URL",
            "Registry: a Consul agent's address or the embedded registry's.",
            Parsers::httpUrl);
    public static final Key<String> REGISTRY_TOKEN = secret(
            "registry.token",
            "visible ASCII characters",
            "Consul ACL token; default: the cluster token at a registry of this machine, none elsewhere.");
    public static final Key<Path> REGISTRY_CA = path(
            "registry.ca",
            null,
            "PEM file: authorities that may have signed the registry's certificate; default: those of the JVM.");
    public static final Key<Path> REGISTRY_CERT = path(
            "registry.cert", null, "PEM file: certificate that this process shows to the registry, with its chain.");
    public static final Key<Path> REGISTRY_KEY =
            path("registry.key", null, "PEM file: private key of that certificate, not encrypted.");
    public static final Key<Boolean> PROVIDE = new Key<>(
            "provide",
            "true",
            Key.Kind.SINGLE,
            "",
            "true, false",
            "Whether a caller that finds no instance asks the orchestrator to start one.",
            Parsers::bool);
    public static final Key<List<String>> LAUNCH_ENV = list(
            "launch.env",
            "names, * allowed at the end",
            "Environment variables that spawned providers inherit, beside the usual ones (PATH, HOME, LANG, ...).");
    public static final Key<Duration> HEARTBEAT_INTERVAL =
            duration("heartbeat.interval", "1s", "How often a provider beats.");
    public static final Key<Duration> HEARTBEAT_TTL =
            duration("heartbeat.ttl", "3s", "Without a beat for this long an instance is critical.");
    public static final Key<Duration> DEREGISTER_AFTER =
            duration("deregister.after", "1m", "Critical for this long, an instance is removed from the registry.");
    public static final Key<String> TOKEN = secret(
            "token",
            "at least 16 visible ASCII characters",
            "The cluster token itself; better in a file or the environment.");
    public static final Key<Path> TOKEN_FILE =
            path("token.file", "~/.ms-agent/token", "File that holds the cluster token; made at first start.");

    // what travels beside the arguments
    public static final Key<List<String>> CONTEXT_CARRIERS = list(
            "context.carriers",
            "class names",
            "Carriers (io.msagent.CallContextCarrier) beside those that the application's service files name.");
    public static final Key<Boolean> CONTEXT_MDC = new Key<>(
            "context.mdc",
            "true",
            Key.Kind.SINGLE,
            "",
            "true, false",
            "Whether a provider puts the call id into the MDC (ms.call-id) of the application's SLF4J or Log4j 2.",
            Parsers::bool);

    // what it says
    public static final Key<Log.Level> LOG_LEVEL =
            choice("log.level", Log.Level.WARN, "What the agent says: messages of this level and above.");
    public static final Key<Path> LOG_FILE =
            path("log.file", null, "File the agent's log goes to; default: standard error.");
    public static final Key<Log.Format> LOG_FORMAT =
            choice("log.format", Log.Format.TEXT, "Form of the agent's log lines.");
    public static final Key<Path> STATS_FILE =
            path("stats.file", null, "File to which a table of calls by method is written when the process ends.");
    public static final Key<Integer> METRICS_PORT = new Key<>(
            "metrics.port",
            null,
            Key.Kind.SINGLE,
            "",
            "a whole number from 0 to 65535",
            "Port on loopback on which a caller shows its metrics; 0: any free one; not set: none.",
            Parsers.number(0, 65_535));
    public static final Key<Path> CONFIG = path("config", null, "Properties file with settings of lowest precedence.");

    private static final List<Key<?>> ALL = Parsers.constants(Keys.class);

    private Keys() {}

    /** Every key, in the order of this file. */
    public static List<Key<?>> all() {
        return ALL;
    }

    /** The key of that name, or null if there is none. */
    static @Nullable Key<?> named(String name) {
        for (Key<?> key : ALL) {
            if (key.name().equals(name)) {
                return key;
            }
        }
        return null;
    }

    private static <E extends Enum<E>> Key<E> choice(String name, E fallback, String meaning) {
        Class<E> type = fallback.getDeclaringClass();
        return new Key<>(
                name,
                Parsers.lower(fallback),
                Key.Kind.SINGLE,
                "",
                Parsers.lowerNames(type),
                meaning,
                Parsers.choice(type));
    }

    private static Key<List<String>> list(String name, String allowed, String meaning) {
        return new Key<>(name, "", Key.Kind.LIST, "", allowed + ", separated by commas", meaning, Parsers::list);
    }

    private static Key<Duration> duration(String name, String fallback, String meaning) {
        return new Key<>(name, fallback, Key.Kind.SINGLE, "", Parsers.DURATIONS_ALLOWED, meaning, Parsers::duration);
    }

    private static Key<Integer> number(String name, int fallback, int least, int most, String unit, String meaning) {
        return new Key<>(
                name,
                Integer.toString(fallback),
                Key.Kind.SINGLE,
                unit,
                "a whole number from " + least + " to " + most,
                meaning,
                Parsers.number(least, most));
    }

    private static Key<Path> path(String name, @Nullable String fallback, String meaning) {
        return new Key<>(name, fallback, Key.Kind.SINGLE, "", "a path; ~ is the home folder", meaning, Parsers::path);
    }

    private static Key<String> secret(String name, String allowed, String meaning) {
        return new Key<>(name, null, Key.Kind.SECRET, "", allowed, meaning, Parsers::visible);
    }

    private static Key<String> text(String name, @Nullable String fallback, String allowed, String meaning) {
        return new Key<>(name, fallback, Key.Kind.SINGLE, "", allowed, meaning, Parsers::text);
    }
}
