package io.msagent.it.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.Orchestrator;
import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application with old Jackson, Guava, HttpClient, Micrometer and SLF4J prints which it loaded. */
class IsolationTest {
    @TempDir
    Path folder;

    private static Program application(int status) {
        List<Path> classPath = new ArrayList<>(List.of(Paths.TEST_CLASSES, Paths.API));
        try (Stream<Path> jars = Files.list(Paths.OLD_LIBRARIES)) {
            jars.sorted().forEach(classPath::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Program.main(classPath, "oldapp.OldLibraries", Integer.toString(status));
    }

    @Test
    void theApplicationKeepsItsOwn() {
        Program.Result plain = application(0).run();
        assertThat(plain.status()).as(plain.err()).isZero();
        assertThat(plain.out())
                .contains("ObjectMapper of jackson-databind-2.9.10")
                .contains("ImmutableList of guava-18.0")
                .contains("1.0 MeterRegistry of micrometer-core-1.9.17")
                .contains("HttpClients of httpclient5-5.0")
                .contains("slf4j LoggerFactory of slf4j-api-1.7.36")
                .contains("our code visible falsefalsefalsefalse");
        assertThat(plain.err()).contains("ran here").contains("logged by the application");

        try (Orchestrator orchestrator = Orchestrator.start(folder)) {
            Program.Result under = application(0)
                    .agent(orchestrator.settings("timeout=60s", "fallback=none"))
                    .run();

            assertThat(under.status()).as(under.err()).isZero();
            assertThat(under.out()).isEqualTo(plain.out());
            assertThat(under.err()).contains("ran elsewhere");
            assertThat(under.err().replace("ran elsewhere", "ran here").lines().map(IsolationTest::withoutTime))
                    .containsExactlyElementsOf(
                            plain.err().lines().map(IsolationTest::withoutTime).toList());
        }
    }

    /** They choose the application's own logging; ours goes its own way, and says nothing of them. */
    @Test
    void theApplicationsLoggingPropertiesDoNotReachOurCopies() {
        try (Orchestrator orchestrator = Orchestrator.start(folder)) {
            Program.Result under = application(0)
                    .jvm("-Dslf4j.provider=com.acme.NoSuchProvider", "-Dorg.jboss.logging.provider=jdk")
                    .agent(orchestrator.settings("timeout=60s", "fallback=none"))
                    .run();

            assertThat(under.status()).as(under.err()).isZero();
            assertThat(under.out()).contains("properties changed");
            assertThat(under.err()).contains("ran elsewhere").doesNotContain("NoSuchProvider", "SLF4J(");
        }
    }

    @Test
    void theExitStatusIsTheApplications() {
        try (Orchestrator orchestrator = Orchestrator.start(folder)) {
            assertThat(application(3)
                            .agent(orchestrator.settings("timeout=60s"))
                            .run()
                            .status())
                    .isEqualTo(3);
        }
    }

    private static String withoutTime(String line) {
        return line.replaceAll("\\d+", "N");
    }
}
