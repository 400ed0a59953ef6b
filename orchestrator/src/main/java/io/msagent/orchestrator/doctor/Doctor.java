package io.msagent.orchestrator.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes all checks, one after the other. One that fails unexpectedly is a finding too. */
public final class Doctor {
    private Doctor() {}

    /** What was found, in the order of the checks. */
    public static List<Finding> examine(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        List<Map.Entry<String, Function<Subject, List<Finding>>>> checks = List.of(
                Map.entry("JDK", Machine::java),
                Map.entry("machine", Machine::resources),
                Map.entry("open files", Machine::openFiles),
                Map.entry("/proc", Machine::proc),
                Map.entry("state folder", Folder::examine),
                Map.entry("token file", Token::examine),
                Map.entry("agent jar", AgentJar::examine),
                Map.entry("state store", StateStoreFile::examine),
                Map.entry("ports", PortsInUse::examine),
                Map.entry("orchestrators", Orchestrators::examine),
                Map.entry("registry", RegistryReach::examine));
        checks.forEach(check -> {
            try {
                findings.addAll(check.getValue().apply(subject));
            } catch (RuntimeException e) {
                findings.add(
                        Finding.fail(check.getKey(), "could not be looked at: " + e, "look at what the message names"));
            }
        });
        return findings;
    }
}
