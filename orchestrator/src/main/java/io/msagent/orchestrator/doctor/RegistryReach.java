package io.msagent.orchestrator.doctor;

import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.tls.TlsFileException;
import io.msagent.orchestrator.store.OrchestratorInfo;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The registry: reachable, of which release, and whether an orchestrator's token may do there what it must. */
final class RegistryReach {
    private static final String CHECK = "registry";
    private static final int USUAL_CONNECTIONS = 200;

    private RegistryReach() {}

    static List<Finding> examine(Subject subject) {
        RegistryAccess consul = subject.consul();
        if (consul != null) {
            return consul(subject, consul);
        }
        Optional<OrchestratorInfo> one = subject.running().stream().findFirst();
        if (one.isEmpty()) {
            return List.of(Finding.ok(
                    CHECK,
                    "the embedded one, which comes with the orchestrator; a Consul is looked at with --consul URL"));
        }
        // without a token: whether it is ours cannot be seen from here
        try {
            URI address = URI.create(one.get().registry());
            Asking.Answer answer = new Asking(Optional.empty()).get(address.resolve("/v1/status/leader"), Map.of());
            return List.of(
                    Finding.ok(CHECK, address + " answers (its rights and release are looked at with --consul URL)"),
                    Clocks.compare("the registry", answer.skew()));
        } catch (IOException e) {
            return List.of(
                    one.get().registry().startsWith("https:")
                            ? Finding.ok(
                                    CHECK, one.get().registry() + " is looked at with --consul URL and its options")
                            : away(one.get().registry(), e));
        }
    }

    private static List<Finding> consul(Subject subject, RegistryAccess consul) {
        List<Finding> findings = new ArrayList<>();
        String token = consul.token();
        try {
            Asking.Answer self = new Asking(consul.files())
                    .get(
                            consul.address().resolve("/v1/agent/self"),
                            token == null ? Map.of() : Map.of("X-Consul-Token", token));
            findings.add(release(consul, self));
            findings.add(Clocks.compare("the registry", self.skew()));
            findings.add(connections(self));
        } catch (IOException | TlsFileException e) {
            return List.of(away(consul.address().toString(), e));
        }
        findings.addAll(Rights.examine(subject.connector().get(), consul));
        return findings;
    }

    private static Finding release(RegistryAccess consul, Asking.Answer self) {
        String version = self.body().path("Config").path("Version").asText();
        if (version.isEmpty()) {
            return Finding.warn(
                    CHECK,
                    consul.address() + " answers with status " + self.status() + " and does not tell its version",
                    "give it a token that may read its agent (agent_prefix \"\" { policy = \"read\" }), in CONSUL_HTTP_TOKEN");
        }
        return Finding.ok(CHECK, consul.address() + ", Consul " + version);
    }

    private static Finding connections(Asking.Answer self) {
        int limit =
                self.body().path("DebugConfig").path("HTTPMaxConnsPerClient").asInt(USUAL_CONNECTIONS);
        String seen = "Consul takes " + limit + " connections from one address";
        return limit > USUAL_CONNECTIONS || limit <= 0
                ? Finding.ok("connections", limit <= 0 ? "Consul has no limit" : seen)
                : Finding.ok(
                        "connections",
                        seen + "; each process holds one for each service it calls, and up to four more. Where that is"
                                + " not enough: limits { http_max_conns_per_client = 2000 }");
    }

    private static Finding away(String address, Exception why) {
        return Finding.fail(
                CHECK,
                address + " does not answer: " + why,
                "start it, or name another; bin/consul dev starts one to try");
    }
}
