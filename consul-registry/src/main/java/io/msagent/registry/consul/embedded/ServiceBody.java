package io.msagent.registry.consul.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
            "Proxy",
            "Connect",
            "Namespace");
    private static final Set<String> CHECK = Set.of(
            "CheckID",
            "ID",
            "Name",
            "Notes",
            "Status",
            "TTL",
            "DeregisterCriticalServiceAfter",
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
        return new ServiceDefinition(service, checks(body, service));
    }

    private static Service service(Body body, String name) {
        String id = body.text("ID").isEmpty() ? name : body.text("ID");
        Limits.check(name.length() <= Limits.NAME_CHARS, "characters of the service name", Limits.NAME_CHARS);
        Limits.check(id.length() <= Limits.NAME_CHARS, "characters of the service ID", Limits.NAME_CHARS);
        List<String> tags = body.texts("Tags");
        Limits.check(tags.size() <= Limits.TAGS_OF_A_SERVICE, "tags", Limits.TAGS_OF_A_SERVICE);
        String address = body.text("Address");
        int port = body.number("Port", 0);
        Body weights = body.object("Weights", Set.of("Passing", "Warning")).orElse(null);
        return new Service(
                id,
                name,
                List.copyOf(tags),
                address,
                port,
                meta(body.textMap("Meta")),
                taggedAddresses(body.node("TaggedAddresses"), address, port),
                weights == null ? 1 : weights.number("Passing", 0),
                weights == null ? 1 : weights.number("Warning", 0),
                body.bool("EnableTagOverride"),
                0,
                0);
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

    private static ObjectNode taggedAddresses(@Nullable JsonNode given, String address, int port) {
        if (given instanceof ObjectNode object) {
            return object.deepCopy();
        }
        ObjectNode made = Json.object();
        if (address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
            for (String family : List.of("lan_ipv4", "wan_ipv4")) {
                made.putObject(family).put("Address", address).put("Port", port);
            }
        }
        return made;
    }

    private static List<ServiceDefinition.TtlCheck> checks(Body body, Service service) {
        List<Body> bodies = new ArrayList<>(body.objects("Checks", CHECK));
        body.object("Check", CHECK).ifPresent(check -> bodies.add(0, check));
        Limits.check(bodies.size() <= Limits.CHECKS_OF_A_SERVICE, "checks", Limits.CHECKS_OF_A_SERVICE);
        List<ServiceDefinition.TtlCheck> checks = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            String id = "service:" + service.id() + (bodies.size() > 1 ? ":" + (i + 1) : "");
            checks.add(check(bodies.get(i), id, service));
        }
        return checks;
    }

    private static ServiceDefinition.TtlCheck check(Body body, String otherwiseId, Service service) {
        String status = body.has("Status") ? body.text("Status") : Check.CRITICAL;
        if (!Check.isStatus(status)) {
            throw HttpError.badRequest("Status for checks must 'passing', 'warning', 'critical'");
        }
        for (String active : ACTIVE_CHECKS) {
            if (body.has(active)) {
                throw HttpError.badRequest("Invalid check: " + active + ": the embedded registry runs TTL checks only");
            }
        }
        Duration ttl = body.duration("TTL");
        if (ttl.isZero()) {
            throw HttpError.badRequest("Invalid check: TTL must be > 0 for TTL checks");
        }
        String id = body.text("CheckID").isEmpty() ? body.text("ID") : body.text("CheckID");
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
