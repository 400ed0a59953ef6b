package io.msagent.testing;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** How this JVM was started, for another one like it. */
final class JvmOptions {
    /** Options of which a second process would fight with the first over a port or a file, or that are the agent's. */
    private static final List<String> NOT_TWICE = List.of(
            "-Dms.",
            "-Djava.class.path",
            "-agentlib:jdwp",
            "-Xrunjdwp",
            "-Xdebug",
            "-Dcom.sun.management.jmxremote",
            "-XX:StartFlightRecording",
            "-XX:ArchiveClassesAtExit",
            "-XX:AOTCacheOutput",
            "-XX:LogFile",
            "-Xloggc:");

    private JvmOptions() {}

    /** The launcher. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", File.separatorChar == '\\' ? "java.exe" : "java")
                .toString();
    }

    /** The options, those from the environment among them. */
    static List<String> options() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> NOT_TWICE.stream().noneMatch(option::startsWith))
                .filter(option -> !(option.startsWith("-Xlog") && option.contains("file=")))
                .toList();
    }

    /** The class path of the tests; surefire tells it if it runs them inside of Maven, whose own is another. */
    static List<Path> classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath())
                .toList();
    }
}
