package io.msagent.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A fresh JVM in which a server starts, answers and stops: nothing but our own line may be written anywhere. */
class QuietLibrariesTest {

    /** What runs in that JVM. */
    public static final class Program {
        private Program() {}

        public static void main(String[] args) throws Exception {
            Logger root = Logger.getLogger("");
            root.setLevel(Level.ALL);
            root.addHandler(new Handler() {
                @Override
                public void publish(LogRecord logged) {
                    if (!logged.getLoggerName().startsWith("jdk.")
                            && !logged.getLoggerName().startsWith("java")
                            && !logged.getLoggerName().startsWith("sun.")) {
                        System.out.println("JUL: " + logged.getLoggerName() + " " + logged.getMessage());
                    }
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            });
            LoggerFactory.getLogger("some.library").info("quiet");
            try (ServerFixture server = ServerFixture.with(TestMethod.of("echo", arguments -> arguments[0]))) {
                System.out.println("answer " + server.call("echo", 5).body());
                ManagementFactory.getPlatformMBeanServer().queryNames(null, null).stream()
                        .map(ObjectName::getDomain)
                        .filter(domain -> !domain.startsWith("java.")
                                && !domain.startsWith("com.sun.")
                                && !domain.startsWith("jdk.")
                                && !domain.equals("JMImplementation"))
                        .forEach(domain -> System.out.println("MBean: " + domain));
            }
            LoggerFactory.getLogger("some.library").error("not {} quiet", "so");
        }
    }

    @Test
    void nothingIsLoggedThroughTheApplicationsLogging() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).isZero();
        assertThat(output.lines().map(line -> line.replaceFirst("ms-agent \\S+", "ms-agent TIME")))
                .containsExactly("answer 5", "ms-agent TIME WARN some.library: not so quiet");
    }
}
