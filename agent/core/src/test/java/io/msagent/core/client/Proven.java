package io.msagent.core.client;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Proof;
import io.msagent.core.registry.Registration;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Instances as who has the cluster token registers them. */
final class Proven {
    private Proven() {}

    static Instance instance(String id, String service, int port, Instance.Status status) {
        Registration registration = new Registration(
                id, service, "127.0.0.1", port, List.of(), Map.of(), Duration.ofSeconds(3), Duration.ofMinutes(1));
        return new Instance(
                id,
                service,
                "127.0.0.1",
                port,
                new Proof(CallerFixture.TOKEN).on(registration).meta(),
                status,
                "");
    }
}
