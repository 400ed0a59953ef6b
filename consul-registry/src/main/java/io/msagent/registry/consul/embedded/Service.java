package io.msagent.registry.consul.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * A registered service instance.
 *
 * @param taggedAddresses as registered, or what Consul makes of an IPv4 address
 */
record Service(
        String id,
        String name,
        List<String> tags,
        String address,
        int port,
        Map<String, String> meta,
        ObjectNode taggedAddresses,
        int weightPassing,
        int weightWarning,
        boolean enableTagOverride,
        long createIndex,
        long modifyIndex) {

    Service withIndexes(long create, long modify) {
        return new Service(
                id,
                name,
                tags,
                address,
                port,
                meta,
                taggedAddresses,
                weightPassing,
                weightWarning,
                enableTagOverride,
                create,
                modify);
    }

    boolean isSameAs(Service other) {
        return withIndexes(0, 0).equals(other.withIndexes(0, 0));
    }

    /** Whether it carries all the tags, whatever their case. */
    boolean hasTags(List<String> wanted) {
        return wanted.stream().allMatch(tag -> tags.stream().anyMatch(tag::equalsIgnoreCase));
    }
}
