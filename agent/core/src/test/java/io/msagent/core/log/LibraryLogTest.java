package io.msagent.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LibraryLogTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @BeforeEach
    void capture() {
        Log.configure(Log.Level.DEBUG, Log.Format.TEXT, new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        Log.configure(Log.Level.WARN, Log.Format.TEXT, null);
    }

    private Stream<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().map(line -> line.replaceFirst("ms-agent \\S+ ", ""));
    }

    @Test
    void slf4jIsOneStepQuieterAndItsDebuggingDropped() {
        org.slf4j.Logger logger = LoggerFactory.getLogger("lib");
        logger.trace("t {}", 1);
        logger.debug("d {}", 1);
        logger.info("i {}", 1);
        logger.warn("w {}", 1);
        logger.error("e {} {}", 1, 2);
        assertThat(lines()).containsExactly("DEBUG lib: i 1", "INFO lib: w 1", "WARN lib: e 1 2");
    }

    @Test
    void jbossLoggingIsOneStepQuieterAndItsDebuggingDropped() {
        org.jboss.logging.Logger logger = org.jboss.logging.Logger.getLogger("lib");
        logger.trace("t");
        logger.debugf("d %s", 1);
        logger.infof("i %s", 1);
        logger.warnv("w {0}", 1);
        logger.error("e {not a pattern}");
        logger.fatalf("f %s", 1);
        assertThat(lines())
                .containsExactly("DEBUG lib: i 1", "INFO lib: w 1", "WARN lib: e {not a pattern}", "WARN lib: f 1");
    }

    @Test
    void whatWasThrownIsNamed() {
        LoggerFactory.getLogger("lib").error("failed", new IllegalStateException("why"));
        assertThat(lines().findFirst()).contains("WARN lib: failed: java.lang.IllegalStateException: why");
    }
}
