package io.msagent.orchestrator.doctor;

import io.msagent.orchestrator.store.OrchestratorInfo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The usual ports: free, or whose. */
final class PortsInUse {
    private PortsInUse() {}

    static List<Finding> examine(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        if (subject.consul() == null) {
            findings.add(port(subject, "registry port", subject.registryPort(), "--registry-port"));
        }
        findings.add(port(subject, "admin port", subject.adminPort(), "--admin-port"));
        return findings;
    }

    private static Finding port(Subject subject, String check, int port, String option) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return Finding.ok(check, socket.getLocalPort() + " is free");
        } catch (IOException e) {
            Optional<OrchestratorInfo> own = subject.running().stream()
                    .filter(info -> isAt(info.admin(), port) || isAt(info.registry(), port))
                    .findFirst();
            if (own.isPresent()) {
                return Finding.ok(
                        check,
                        port + " is used by this folder's orchestrator (pid "
                                + own.get().pid() + ")");
            }
            OptionalLong owner = PortOwner.of(port);
            String whose = owner.isEmpty()
                    ? "somebody else's process"
                    : "pid " + owner.getAsLong()
                            + ProcessHandle.of(owner.getAsLong())
                                    .flatMap(process -> process.info().command())
                                    .map(command -> " (" + command + ")")
                                    .orElse("");
            return Finding.warn(
                    check,
                    port + " is used by " + whose,
                    "end that one, or start with " + option + ", 0 for any free one");
        }
    }

    private static boolean isAt(String address, int port) {
        return URI.create(address).getPort() == port;
    }
}
