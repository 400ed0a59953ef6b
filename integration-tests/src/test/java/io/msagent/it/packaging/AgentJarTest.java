package io.msagent.it.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in the jar, and that nothing is where it should not be. */
class AgentJarTest {
    private static final List<String> ROOT_PACKAGES = List.of("io/msagent", "io/msagent/bridge", "io/msagent/agent");

    private JarFile jar;
    private List<String> names;

    @BeforeEach
    void open() throws IOException {
        jar = new JarFile(AgentJar.file().toFile());
        names = jar.stream()
                .filter(e -> !e.isDirectory())
                .map(JarEntry::getName)
                .toList();
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void outsideOfInstStandOnlyWhatEveryLoaderMaySee() {
        assertThat(names.stream().filter(n -> !n.startsWith("inst/") && !n.startsWith("META-INF/")))
                .isNotEmpty()
                .allMatch(n -> n.endsWith(".class") && ROOT_PACKAGES.contains(n.substring(0, n.lastIndexOf('/'))));
        assertThat(names.stream().filter(n -> n.startsWith("META-INF/")))
                .containsExactlyInAnyOrder("META-INF/MANIFEST.MF", "META-INF/LICENSE", "META-INF/NOTICE");
    }

    @Test
    void insideOfInstNothingLooksLikeAClassOrIsThereTwice() {
        assertThat(names.stream().filter(n -> n.startsWith("inst/")))
                .noneMatch(n -> n.endsWith(".class"))
                .noneMatch(n -> n.endsWith("module-info.classdata"))
                .noneMatch(n -> n.startsWith("inst/META-INF/versions/"))
                .noneMatch(n -> n.startsWith("inst/META-INF/maven/"))
                .noneMatch(n -> n.matches("inst/META-INF/[^/]*\\.(SF|RSA|DSA|EC)"))
                .contains(
                        "inst/io/msagent/instrument/AgentStart.classdata",
                        "inst/io/msagent/core/call/MethodKey.classdata",
                        "inst/net/bytebuddy/ByteBuddy.classdata",
                        "inst/io/undertow/Undertow.classdata");
        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void oursIsInOnePlaceOnly() {
        assertThat(names)
                .noneMatch(n -> n.matches("inst/io/msagent/[^/]*\\.classdata"))
                .noneMatch(n -> n.startsWith("inst/io/msagent/bridge/"))
                .noneMatch(n -> n.startsWith("inst/io/msagent/agent/"))
                .noneMatch(n -> n.startsWith("inst/io/msagent/registry/consul/embedded/"))
                .noneMatch(n -> n.startsWith("inst/io/msagent/orchestrator/"))
                .noneMatch(n -> n.equals("inst/META-INF/services/io.msagent.core.registry.RegistryServerFactory"));
    }

    @Test
    void servicesNameClassesThatAreThere() throws IOException {
        List<String> services = names.stream()
                .filter(n -> n.startsWith("inst/META-INF/services/"))
                .toList();
        assertThat(services).contains("inst/META-INF/services/org.xnio.XnioProvider");
        for (String each : services) {
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(jar.getInputStream(jar.getEntry(each)), StandardCharsets.UTF_8))) {
                assertThat(lines.lines()
                                .map(line -> line.replaceFirst("#.*", "").strip())
                                .filter(line -> !line.isEmpty()))
                        .as(each)
                        .isNotEmpty()
                        .allMatch(line -> names.contains("inst/" + line.replace('.', '/') + ".classdata"));
            }
        }
    }

    @Test
    void manifestNamesTheEntryPoints() throws IOException {
        Attributes main = jar.getManifest().getMainAttributes();
        assertThat(main.getValue("Premain-Class")).isEqualTo("io.msagent.agent.AgentMain");
        assertThat(main.getValue("Agent-Class")).isEqualTo("io.msagent.agent.AgentMain");
        assertThat(main.getValue("Can-Redefine-Classes")).isEqualTo("true");
        assertThat(main.getValue("Can-Retransform-Classes")).isEqualTo("true");
        assertThat(main.getValue("Implementation-Version")).isEqualTo(System.getProperty("project.version"));
        assertThat(main.getValue("Boot-Class-Path")).isEqualTo("ms-agent.jar");
        assertThat(main.getValue("Main-Class")).isNull();
        assertThat(main.getValue("Automatic-Module-Name")).isNull();
    }
}
