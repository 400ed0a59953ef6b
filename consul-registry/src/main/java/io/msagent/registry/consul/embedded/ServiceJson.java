package io.msagent.registry.consul.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** Services and checks in the shapes in which Consul shows them; each of its doors has its own. */
final class ServiceJson {
    private final Node node;

    ServiceJson(Node node) {
        this.node = node;
    }

    /** As the agent shows it. */
    ObjectNode ofAgent(Service service) {
        ObjectNode json = Json.object().put("ID", service.id()).put("Service", service.name());
        json.set("Tags", Json.array(service.tags()));
        json.set("Meta", meta(service));
        json.put("Port", service.port()).put("Address", service.address());
        if (!service.taggedAddresses().isEmpty()) {
            json.set("TaggedAddresses", service.taggedAddresses());
        }
        json.set("Weights", weights(service));
        return json.put("EnableTagOverride", service.enableTagOverride());
    }

    /** As the agent shows one alone. */
    ObjectNode ofAgentWithHash(Service service) {
        ObjectNode json = ofAgent(service);
        return json.put("ContentHash", hash(json));
    }

    /** As the health door shows it. */
    ObjectNode ofHealth(Registered.Picture picture, List<Check> checks) {
        Service service = picture.service();
        ObjectNode json = Json.object();
        json.set("Node", node.json());
        ObjectNode inner = json.putObject("Service").put("ID", service.id()).put("Service", service.name());
        inner.set("Tags", Json.array(service.tags()));
        inner.put("Address", service.address());
        if (!service.taggedAddresses().isEmpty()) {
            inner.set("TaggedAddresses", service.taggedAddresses());
        }
        inner.set("Meta", meta(service));
        inner.put("Port", service.port());
        inner.set("Weights", weights(service));
        inner.put("EnableTagOverride", service.enableTagOverride());
        proxy(inner.putObject("Proxy"));
        inner.putObject("Connect");
        inner.put("CreateIndex", service.createIndex()).put("ModifyIndex", service.modifyIndex());
        json.set("Checks", checks(checks));
        return json;
    }

    /** As the catalogue shows it. */
    ObjectNode ofCatalog(Service service) {
        ObjectNode json = node.withAddresses(Json.object().put("ID", Node.ID).put("Node", Node.NAME));
        Node.meta(json.putObject("NodeMeta"));
        json.put("ServiceKind", "").put("ServiceID", service.id()).put("ServiceName", service.name());
        json.set("ServiceTags", Json.array(service.tags()));
        json.put("ServiceAddress", service.address());
        if (!service.taggedAddresses().isEmpty()) {
            json.set("ServiceTaggedAddresses", service.taggedAddresses());
        }
        json.set("ServiceWeights", weights(service));
        json.set("ServiceMeta", meta(service));
        json.put("ServicePort", service.port()).put("ServiceEnableTagOverride", service.enableTagOverride());
        proxy(json.putObject("ServiceProxy"));
        json.putObject("ServiceConnect");
        return json.put("CreateIndex", service.createIndex()).put("ModifyIndex", service.modifyIndex());
    }

    ArrayNode checks(Collection<Check> checks) {
        ArrayNode array = Json.array();
        checks.forEach(check -> array.add(check(check)));
        return array;
    }

    ObjectNode check(Check check) {
        ObjectNode json = Json.object()
                .put("Node", Node.NAME)
                .put("CheckID", check.id())
                .put("Name", check.name())
                .put("Status", check.status())
                .put("Notes", check.notes())
                .put("Output", check.output())
                .put("ServiceID", check.serviceId())
                .put("ServiceName", check.serviceName());
        json.set("ServiceTags", Json.array(check.serviceTags()));
        json.put("Type", check.type()).putObject("Definition");
        return json.put("CreateIndex", check.createIndex()).put("ModifyIndex", check.modifyIndex());
    }

    private static ObjectNode meta(Service service) {
        ObjectNode json = Json.object();
        new TreeMap<>(service.meta()).forEach(json::put);
        return json;
    }

    private static ObjectNode weights(Service service) {
        return Json.object().put("Passing", service.weightPassing()).put("Warning", service.weightWarning());
    }

    private static void proxy(ObjectNode json) {
        json.putObject("MeshGateway");
        json.putObject("Expose");
    }

    private static String hash(ObjectNode json) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(json.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JVM has it
        }
    }
}
