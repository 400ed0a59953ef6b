package io.msagent.it.kit;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build put what the tests run. */
public final class Paths {
    private static final Path MODULE =
            Path.of(System.getProperty("project.basedir", ".")).toAbsolutePath();

    /** The project's root. */
    public static final Path ROOT = MODULE.getParent();

    /** The agent. */
    public static final Path AGENT = built(ROOT.resolve("agent/dist/target/ms-agent.jar"));

    /** The orchestrator. */
    public static final Path ORCHESTRATOR = built(ROOT.resolve("orchestrator/target/orchestrator.jar"));

    /** The demo. */
    public static final Path DEMO = built(ROOT.resolve("demo/shop/target/demo.jar"));

    /** This module's test classes. */
    public static final Path TEST_CLASSES = MODULE.resolve("target/test-classes");

    /** Old versions of libraries that the agent uses too. */
    public static final Path OLD_LIBRARIES = MODULE.resolve("target/old-libraries");

    /** SLF4J and Logback. */
    public static final Path LOGGING_LIBRARIES = MODULE.resolve("target/logging-libraries");

    /** OpenTelemetry's Java agent. */
    public static final Path OPENTELEMETRY = MODULE.resolve("target/opentelemetry-javaagent.jar");

    /** The launcher and class loader of Spring Boot's jars. */
    public static final Path SPRING_BOOT_LOADER = MODULE.resolve("target/spring-boot-loader.jar");

    /** The api, as an application has it. */
    public static final Path API = ROOT.resolve("agent/api/target/classes");

    private Paths() {}

    private static Path built(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(
                    jar + " is missing (expected: built by `mvn verify` in the project's root)");
        }
        return jar;
    }
}
