package io.msagent.registry.consul;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.orbitz.consul.model.health.ServiceHealth;
import com.orbitz.consul.util.Jackson;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Instance.Status;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Consul's checks of nodes and services say of an instance, taken together. */
class InstancesTest {

    private static String check(String id, String service, String status) {
        return "{\"Node\":\"n\",\"CheckID\":\"" + id + "\",\"Name\":\"c\",\"Status\":\"" + status
                + "\",\"Notes\":\"\",\"Output\":\"\",\"ServiceID\":\"" + service
                + "\",\"ServiceName\":\"\",\"ServiceTags\":[]}";
    }

    private static String entry(int port, String nodeStatus, String ownStatus, String... more) {
        return "{\"Node\":{\"Node\":\"n\",\"Address\":\"127.0.0.1\"},\"Service\":{\"ID\":\"a\",\"Service\":\"pricing\","
                + "\"EnableTagOverride\":false,\"Tags\":[],\"Address\":\"127.0.0.1\",\"Meta\":{},\"Port\":" + port
                + ",\"Weights\":{\"Passing\":1,\"Warning\":1}},\"Checks\":["
                + Stream.concat(
                                Stream.of(check("serfHealth", "", nodeStatus), check("service:a", "a", ownStatus)),
                                Stream.of(more))
                        .collect(Collectors.joining(","))
                + "]}";
    }

    private static List<Instance> instances(String... entries) throws Exception {
        return Instances.of(Jackson.MAPPER.readValue(
                "[" + String.join(",", entries) + "]", new TypeReference<List<ServiceHealth>>() {}));
    }

    private static Status status(String nodeStatus, String ownStatus) throws Exception {
        return instances(entry(1, nodeStatus, ownStatus)).get(0).status();
    }

    @Test
    void onlyTheNodeIsCritical() throws Exception {
        assertThat(status("critical", "passing")).isEqualTo(Status.NODE_CRITICAL);
        assertThat(status("critical", "warning")).isEqualTo(Status.NODE_CRITICAL);
        assertThat(status("critical", "critical")).isEqualTo(Status.CRITICAL);
        assertThat(status("passing", "critical")).isEqualTo(Status.CRITICAL);
        assertThat(status("passing", "warning")).isEqualTo(Status.WARNING);
        assertThat(status("passing", "passing")).isEqualTo(Status.PASSING);
    }

    @Test
    void oneIdAtTwoNodesIsOneInstanceAtTheBetterOne() throws Exception {
        assertThat(instances(entry(1, "critical", "passing"), entry(2, "passing", "passing")))
                .singleElement()
                .satisfies(instance -> {
                    assertThat(instance.port()).isEqualTo(2);
                    assertThat(instance.status()).isEqualTo(Status.PASSING);
                });
    }

    @Test
    void maintenanceHoldsWhereverItStands() throws Exception {
        String maintained = entry(1, "passing", "passing", check("_service_maintenance:a", "a", "critical"));

        assertThat(instances(maintained, entry(2, "passing", "passing")))
                .singleElement()
                .extracting(Instance::status)
                .isEqualTo(Status.MAINTENANCE);
    }
}
