package io.msagent.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The files that this module carries along: the agent, and the orchestrator with its libraries. */
final class Carried {
    /** Names another {@code ms-agent.jar} than the one that comes with this module. */
    static final String AGENT_PROPERTY = "ms.testing.agent";

    private static final String WHERE = "META-INF/ms-agent/";

    private Carried() {}

    /** {@code ms-agent.jar}: the one that a system property names, else the one carried along. */
    static Path agent(Path folder) throws IOException {
        String named = System.getProperty(AGENT_PROPERTY);
        if (named == null) {
            return file("ms-agent.jar", folder);
        }
        Path agent = Path.of(named).toAbsolutePath();
        if (!Files.isRegularFile(agent)) {
            throw new IllegalStateException(AGENT_PROPERTY + ": " + named + " (expected: the path of ms-agent.jar)");
        }
        return agent;
    }

    /** A file that is carried along; one inside a jar is unpacked into the folder, with all others. */
    static Path file(String name, Path folder) throws IOException {
        Path own = ownClasses();
        Path carried;
        if (Files.isDirectory(own)) {
            carried = own.resolve(WHERE + name);
        } else {
            Path unpacked = folder.resolve("carried");
            if (!Files.exists(unpacked)) {
                unpack(own, unpacked);
            }
            carried = unpacked.resolve(name);
        }
        if (!Files.isRegularFile(carried)) {
            throw new IllegalStateException(
                    name + ": not in " + own + " (expected: an ms-agent-testing that was packaged with"
                            + " it, as by `mvn -pl agent/testing -am -DskipTests install`; or the path of ms-agent.jar in -D"
                            + AGENT_PROPERTY + ")");
        }
        return carried;
    }

    /** The folder or jar that this class is in. */
    static Path ownClasses() {
        try {
            return Path.of(Carried.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unpack(Path own, Path to) throws IOException {
        try (JarFile jar = new JarFile(own.toFile())) {
            for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
                JarEntry entry = all.nextElement();
                if (entry.getName().startsWith(WHERE) && !entry.isDirectory()) {
                    Path file = to.resolve(entry.getName().substring(WHERE.length()));
                    Files.createDirectories(file.getParent());
                    try (InputStream in = jar.getInputStream(entry)) {
                        Files.copy(in, file);
                    }
                }
            }
        }
    }
}
