package io.msagent.orchestrator.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The agent that programs are started with: there, and of this release. */
final class AgentJar {
    private AgentJar() {}

    static List<Finding> examine(Subject subject) {
        Path jar = subject.home()
                .resolve("agent/dist/target/ms-agent.jar")
                .toAbsolutePath()
                .normalize();
        if (!Files.exists(jar)) {
            return List.of(Finding.warn(
                    "agent jar",
                    jar + " is not there",
                    "build it, or give programs the one that you have: bin/demo builds it"));
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String version = manifest == null
                    ? ""
                    : Objects.requireNonNullElse(
                            manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION), "");
            if (manifest == null || manifest.getMainAttributes().getValue("Premain-Class") == null) {
                return List.of(Finding.fail("agent jar", jar + " is no agent", "build it again"));
            }
            if (!version.isEmpty() && !subject.version().isEmpty() && !version.equals(subject.version())) {
                return List.of(Finding.fail(
                        "agent jar",
                        jar + " is of version " + version + ", this is " + subject.version(),
                        "build both from the same sources"));
            }
            return List.of(Finding.ok("agent jar", jar + (version.isEmpty() ? "" : ", version " + version)));
        } catch (IOException e) {
            return List.of(Finding.fail("agent jar", jar + " cannot be read: " + e.getMessage(), "build it again"));
        }
    }
}
