package io.msagent.registry.consul.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A service's addresses by tag: what was registered, and what Consul makes of an address that is a number. */
final class TaggedAddresses {
    private static final String BYTE = "0*(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:.]*");
    private static final Set<String> FIELDS = Set.of("Address", "Port");

    private TaggedAddresses() {}

    static ObjectNode of(Body body, String address, int port) {
        ObjectNode all = Json.object();
        for (Map.Entry<String, Body> given :
                body.objectMap("TaggedAddresses", FIELDS).entrySet()) {
            add(
                    all,
                    given.getKey(),
                    given.getValue().text("Address"),
                    given.getValue().number("Port", 0));
        }
        String family =
                IPV4.matcher(address).matches() ? "ipv4" : IPV6.matcher(address).matches() ? "ipv6" : "";
        if (!family.isEmpty()) {
            for (String tag : List.of("lan_" + family, "wan_" + family)) {
                JsonNode there = all.get(tag);
                if (there == null) {
                    add(all, tag, address, port);
                }
            }
        }
        return all;
    }

    private static void add(ObjectNode all, String tag, String address, int port) {
        all.putObject(tag).put("Address", address).put("Port", port);
    }
}
