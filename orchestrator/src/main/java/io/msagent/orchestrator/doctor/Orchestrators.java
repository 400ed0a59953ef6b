package io.msagent.orchestrator.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.store.OrchestratorInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The orchestrators: reachable, of one release, one of them leading; and what they say of the services. */
final class Orchestrators {
    private static final String CHECK = "orchestrator";

    private final Subject subject;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();

    private Orchestrators(Subject subject) {
        this.subject = subject;
    }

    static List<Finding> examine(Subject subject) {
        List<OrchestratorInfo> running = subject.running();
        if (running.isEmpty()) {
            return List.of(Finding.warn(
                    CHECK, "none runs with state folder " + subject.state(), "start one with: bin/orchestrator"));
        }
        Orchestrators examination = new Orchestrators(subject);
        for (OrchestratorInfo info : running) {
            examination.ask(info);
        }
        return examination.findings;
    }

    private void ask(OrchestratorInfo info) {
        try {
            ClusterToken token = ClusterToken.read(Path.of(info.tokenFile())).orElse(null);
            if (token == null) {
                return; // the token's own check says it
            }
            Asking asking = new Asking(info.tls().files());
            boolean first = asked.isEmpty();
            JsonNode status = ask(asking, "pid " + info.pid(), info.admin(), token);
            if (first && status.isObject()) {
                // those it tells of have proved to it that they have the token too
                for (JsonNode peer : status.path("orchestrators")) {
                    String admin = peer.path("admin").asText();
                    if (!admin.isEmpty() && !asked.contains(admin)) {
                        ask(asking, peer.path("id").asText(), admin, token);
                    }
                }
                findings.addAll(Services.examine(status));
            }
        } catch (IllegalArgumentException | UncheckedIOException e) {
            findings.add(Finding.fail(CHECK, "pid " + info.pid() + ": " + e.getMessage(), "do as the message says"));
        }
    }

    private JsonNode ask(Asking asking, String who, String admin, ClusterToken token) {
        asked.add(admin);
        try {
            Asking.Answer answer =
                    asking.get(URI.create(admin).resolve("/ms/v1/status"), Map.of("Authorization", token.header()));
            String named = who + " at " + admin;
            if (answer.status() != 200) {
                findings.add(Finding.fail(
                        CHECK,
                        named + " answers with status " + answer.status(),
                        "compare the token files, then see its log"));
                return answer.body();
            }
            JsonNode self = answer.body().path("orchestrator");
            String version = self.path("version").asText();
            if (!subject.version().isEmpty() && !version.equals(subject.version())) {
                findings.add(Finding.warn(
                        CHECK,
                        named + " is of version " + version + ", this is " + subject.version(),
                        "stop it and start it again, so that all are the same"));
            } else {
                findings.add(Finding.ok(CHECK, named + (self.path("leads").asBoolean() ? ", leads" : "")));
            }
            findings.add(Clocks.compare(named, answer.skew()));
            if (!self.path("registryTrouble").asText().isEmpty()) {
                findings.add(Finding.fail(
                        CHECK,
                        named + ": " + self.path("registryTrouble").asText(),
                        "see the registry's own log; calls go on meanwhile"));
            }
            return answer.body();
        } catch (IOException e) {
            findings.add(Finding.fail(
                    CHECK,
                    who + " at " + admin + " does not answer: " + e,
                    "see its output; if it hangs, another takes over when it is killed"));
            return io.msagent.orchestrator.store.Json.MAPPER.missingNode();
        }
    }
}
