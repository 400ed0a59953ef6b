package io.msagent.registry.consul.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The one node that there is.
 *
 * @param hostAndPort where it listens
 * @param index of its own entry in the catalogue
 */
record Node(String address, String hostAndPort, long index) {
    static final String NAME = "ms-agent";
    static final String DATACENTER = "dc1";
    /** The Consul whose API this is. */
    static final String VERSION = "1.8.7";

    /** The same after each start. */
    static final String ID =
            UUID.nameUUIDFromBytes(NAME.getBytes(StandardCharsets.UTF_8)).toString();

    ObjectNode json() {
        ObjectNode json = withAddresses(Json.object().put("ID", ID).put("Node", NAME));
        meta(json.putObject("Meta"));
        return json.put("CreateIndex", index).put("ModifyIndex", index);
    }

    /** Adds address and data centre. */
    ObjectNode withAddresses(ObjectNode json) {
        json.put("Address", address).put("Datacenter", DATACENTER);
        ObjectNode tagged = json.putObject("TaggedAddresses");
        for (String tag : new String[] {"lan", "lan_ipv4", "wan", "wan_ipv4"}) {
            tagged.put(tag, address);
        }
        return json;
    }

    static void meta(ObjectNode into) {
        into.put("consul-network-segment", "");
    }
}
