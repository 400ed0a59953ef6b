package io.msagent.registry.consul.embedded;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The body of a registration. */
final class ServiceBody {
    private static final Set<String> SERVICE = Set.of(
            "Kind",
            "ID",
            "Name",
            "Tags",
            "Address",
            "TaggedAddresses",
            "Meta",
            "Port",
            "Check",
            "Checks",
            "Weights",
            "Token",
            "EnableTagOverride",
            "enable_tag_override",
            "tagged_addresses",
            "Proxy",
            "Connect",
            "Namespace");
    private static final Set<String> CHECK = Set.of(
            "CheckID",
            "Name",
            "Notes",
            "Status",
            "TTL",
            "DeregisterCriticalServiceAfter",
            "deregister_critical_service_after",
            "HTTP",
            "Header",
            "Method",
            "Body",
            "TCP",
            "GRPC",
            "GRPCUseTLS",
            "Args",
            "ScriptArgs",
            "Script",
            "Shell",
            "Interval",
            "Timeout",
            "TLSSkipVerify",
            "DockerContainerID",
            "AliasNode",
            "AliasService",
            "ServiceID",
            "SuccessBeforePassing",
            "FailuresBeforeCritical",
            "OutputMaxSize");
    private static final List<String> ACTIVE_CHECKS = List.of(
            "HTTP", "TCP", "GRPC", "Args", "ScriptArgs", "Script", "DockerContainerID", "AliasNode", "AliasService");

    private ServiceBody() {}

    static ServiceDefinition parse(byte[] bytes) {
        Body body = Body.parse(bytes, SERVICE);
        String name = body.text("Name");
        if (name.isEmpty()) {
            throw HttpError.badRequest("Missing service name");
        }
        if (body.has("Proxy") || body.has("Connect") || !body.text("Kind").isEmpty()) {
            throw HttpError.badRequest("Invalid service: the embedded registry knows neither Connect nor proxies");
        }
        Service service = service(body, name);
        return new ServiceDefinition(service, checks(body, service), bytes.length);
    }

    private static Service service(Body body, String name) {
        String id = body.text("ID").isEmpty() ? name : body.text("ID");
        Limits.check(name.length() <= Limits.NAME_CHARS, "characters of the service name", Limits.NAME_CHARS);
        Limits.check(id.length() <= Limits.NAME_CHARS, "characters of the service ID", Limits.NAME_CHARS);
        List<String> tags = body.texts("Tags");
        Limits.check(tags.size() <= Limits.TAGS_OF_A_SERVICE, "tags", Limits.TAGS_OF_A_SERVICE);
        String address = body.text("Address");
        if (address.equals("0.0.0.0") || address.equals("::") || address.equals("[::]")) {
            throw HttpError.badRequest("Invalid service address");
        }
        int port = body.number("Port", 0);
        Body weights = body.object("Weights", Set.of("Passing", "Warning")).orElse(null);
        int passing = weights == null ? 1 : weights.number("Passing", 0);
        int warning = weights == null ? 1 : weights.number("Warning", 0);
        requireWeights(passing, warning);
        return new Service(
                id,
                name,
                List.copyOf(tags),
                address,
                port,
                meta(body.textMap("Meta")),
                TaggedAddresses.of(body, address, port),
                passing,
                warning,
                body.bool("EnableTagOverride"),
                0,
                0);
    }

    private static void requireWeights(int passing, int warning) {
        if (passing < 1) {
            throw HttpError.badRequest("Invalid Weights: Passing must be greater than 0");
        }
        if (warning < 0) {
            throw HttpError.badRequest("Invalid Weights: Warning must be greater or equal than 0");
        }
        if (Math.max(passing, warning) > 65_535) {
            throw HttpError.badRequest("Invalid Weights: DNS Weight must be between 0 and 65535");
        }
    }

    private static Map<String, String> meta(Map<String, String> meta) {
        if (meta.size() > Limits.META_KEYS) {
            throw HttpError.badRequest("Invalid Service Meta: Node metadata cannot contain more than "
                    + Limits.META_KEYS + " key/value pairs");
        }
        meta.forEach((key, value) -> {
            String wrong = wrong(key, value);
            if (!wrong.isEmpty()) {
                throw HttpError.badRequest(
                        "Invalid Service Meta: Couldn't load metadata pair ('" + key + "', '" + value + "'): " + wrong);
            }
        });
        return Map.copyOf(meta);
    }

    private static String wrong(String key, String value) {
        if (key.isEmpty()) {
            return "Key cannot be blank";
        }
        if (!key.matches("[a-zA-Z0-9_-]+")) {
            return "Key contains invalid characters";
        }
        if (key.startsWith("consul-")) {
            return "Key prefix 'consul-' is reserved for internal use";
        }
        if (bytes(key) > Limits.META_KEY_BYTES) {
            return "Key is too long (limit: " + Limits.META_KEY_BYTES + " characters)";
        }
        return bytes(value) > Limits.META_VALUE_BYTES
                ? "Value is too long (limit: " + Limits.META_VALUE_BYTES + " characters)"
                : "";
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static List<ServiceDefinition.TtlCheck> checks(Body body, Service service) {
        List<Body> bodies = new ArrayList<>(body.objects("Checks", CHECK));
        // as in Consul, one in which nothing stands is none
        body.object("Check", CHECK).filter(check -> !check.isBlank()).ifPresent(check -> bodies.add(0, check));
        Limits.check(bodies.size() <= Limits.CHECKS_OF_A_SERVICE, "checks", Limits.CHECKS_OF_A_SERVICE);
        List<ServiceDefinition.TtlCheck> checks = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            String id = "service:" + service.id() + (bodies.size() > 1 ? ":" + (i + 1) : "");
            checks.add(check(bodies.get(i), id, service));
        }
        return checks;
    }

    private static ServiceDefinition.TtlCheck check(Body body, String otherwiseId, Service service) {
        String status = body.text("Status").isEmpty() ? Check.CRITICAL : body.text("Status");
        if (!Check.isStatus(status)) {
            throw HttpError.badRequest("Status for checks must 'passing', 'warning', 'critical'");
        }
        for (String active : ACTIVE_CHECKS) {
            if (body.has(active)) {
                throw HttpError.badRequest("Invalid check: " + active + ": the embedded registry runs TTL checks only");
            }
        }
        Duration ttl = body.duration("TTL");
        if (!body.duration("Interval").isZero() && !ttl.isZero()) {
            throw HttpError.badRequest("Invalid check: Interval and TTL cannot both be specified");
        }
        if (ttl.isZero() || ttl.isNegative()) {
            throw HttpError.badRequest("Invalid check: TTL must be > 0 for TTL checks");
        }
        String id = body.text("CheckID");
        Limits.check(id.length() <= Limits.NAME_CHARS, "characters of the check ID", Limits.NAME_CHARS);
        String name = body.text("Name").isEmpty() ? "Service '" + service.name() + "' check" : body.text("Name");
        Check check = new Check(
                id.isEmpty() ? otherwiseId : id,
                name,
                status,
                body.text("Notes"),
                "",
                service.id(),
                service.name(),
                service.tags(),
                "ttl",
                0,
                0);
        return new ServiceDefinition.TtlCheck(check, ttl, body.duration("DeregisterCriticalServiceAfter"));
    }
}
