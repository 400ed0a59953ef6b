package io.msagent.core.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each test starts a real JVM that describes itself; one then starts the description. */
class LaunchDescriberTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    Path folder;

    private Path agent;

    @BeforeEach
    void makeAgent() throws IOException {
        agent = folder.resolve("ms-agent.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", NoAgent.class.getName());
        String entry = NoAgent.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(agent);
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            jar.putNextEntry(new ZipEntry(entry));
            jar.write(NoAgent.class.getClassLoader().getResourceAsStream(entry).readAllBytes());
        }
    }

    @Test
    void theCommandLineComesBackExactly() throws Exception {
        List<String> options = List.of(
                "-javaagent:ms-agent.jar=include=a.B#c,d.E#f,mode=auto", "-Dtext=two words", "-Dempty=", "-Xmx64m");
        Launch launch = describe(options, List.of("an argument", "", "änderung"), Map.of());

        assertThat(launch.command()).startsWith(JAVA).containsSubsequence(options);
        assertThat(launch.command())
                .containsSubsequence("-cp", System.getProperty("java.class.path"), DescribesItself.class.getName())
                .endsWith("an argument", "", "änderung");
        assertThat(launch.directory()).isEqualTo(folder.toRealPath().toString());
        assertThat(launch.classes()).containsExactly("com.acme.Pricing");
    }

    @Test
    void theDescriptionStartsTheSameProgram() throws Exception {
        Launch first = describe(List.of("-javaagent:ms-agent.jar=mode=auto"), List.of("x"), Map.of());
        Launch second = run(first.command(), first.environment());
        assertThat(second.command()).isEqualTo(first.command());
    }

    @Test
    void whatBelongsToTheCallerAloneIsLeftOut() throws Exception {
        Launch launch = describe(
                List.of(
                        "-javaagent:ms-agent.jar=serve=a,b,mode=auto,serve.classes=x.Y,z.W,serve.main=run,instance=i,"
                                + "orchestrator=o,stats.file=/s,token=0123456789abcdef,include=a.B#c",
                        "-Dms.serve=other",
                        "-Dms.token=0123456789abcdef",
                        "-Dms.workers=4",
                        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0",
                        "-Dcom.sun.management.jmxremote.ssl=false",
                        "-Xlog:gc:file=gc.log"),
                List.of(),
                Map.of());

        assertThat(launch.command())
                .contains("-javaagent:ms-agent.jar=mode=auto,serve.main=run,include=a.B#c", "-Dms.workers=4")
                .noneMatch(s -> s.contains("0123456789abcdef")
                        || s.contains("jdwp")
                        || s.contains("jmxremote")
                        || s.startsWith("-Xlog")
                        || s.startsWith("-Dms.serve"));
    }

    @Test
    void anAgentAttachedLaterIsPutOnTheCommandLine() throws Exception {
        Launch launch = describe(List.of(), List.of(), Map.of(), "serve=mine,mode=auto");
        assertThat(launch.command()).startsWith(JAVA, "-javaagent:" + agent.toAbsolutePath() + "=mode=auto");
    }

    @Test
    void anAgentInJavaToolOptionsStaysThere() throws Exception {
        Launch launch = describe(
                List.of(),
                List.of(),
                Map.of("JAVA_TOOL_OPTIONS", "-Da=b '-javaagent:ms-agent.jar=serve=x,mode=auto' -Xdebug"));
        assertThat(launch.command()).noneMatch(s -> s.startsWith("-javaagent:"));
        assertThat(launch.environment())
                .containsEntry("JAVA_TOOL_OPTIONS", "-Da=b \"-javaagent:ms-agent.jar=mode=auto\"");
    }

    @Test
    void optionsFromAFileAreToldByTheJvm() throws Exception {
        Files.writeString(folder.resolve("args"), "-javaagent:ms-agent.jar=serve=x,mode=auto\n-Dfrom=file\n");
        Launch launch = describe(List.of("@args"), List.of("last"), Map.of("JDK_JAVA_OPTIONS", "-Dfrom.env=yes"));
        assertThat(launch.command())
                .contains("-javaagent:ms-agent.jar=mode=auto", "-Dfrom=file", "-Dfrom.env=yes")
                .doesNotContain("@args")
                .endsWith("last");
        assertThat(launch.environment()).doesNotContainKey("JDK_JAVA_OPTIONS");
        assertThat(launch.command().stream().filter(s -> s.startsWith("-javaagent:")))
                .hasSize(1);
    }

    @Test
    void onlyChosenVariablesTravelAndNoSecret() throws Exception {
        Launch launch = describe(
                List.of(),
                List.of(),
                Map.of(
                        "LC_ALL", "C.UTF-8",
                        "MS_WORKERS", "3",
                        "MS_SERVE_MAIN", "run",
                        "MS_TOKEN", "0123456789abcdef",
                        "MS_SERVE", "x",
                        "MS_INSTANCE", "i",
                        "SECRET_OF_MINE", "s",
                        "SHOP_DATA", "d",
                        "SHOP_MODE", "m"));
        assertThat(launch.environment())
                .containsEntry("LC_ALL", "C.UTF-8")
                .containsEntry("MS_WORKERS", "3")
                .containsEntry("MS_SERVE_MAIN", "run")
                .containsEntry("SHOP_DATA", "d")
                .containsEntry("SHOP_MODE", "m")
                .doesNotContainKeys("MS_TOKEN", "MS_SERVE", "MS_INSTANCE", "SECRET_OF_MINE");
    }

    private Launch describe(List<String> options, List<String> arguments, Map<String, String> environment)
            throws Exception {
        return describe(options, arguments, environment, "");
    }

    private Launch describe(
            List<String> options, List<String> arguments, Map<String, String> environment, String agentOptions)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), DescribesItself.class.getName()));
        command.addAll(Arrays.asList("ms-agent.jar", agentOptions, "SHOP_*"));
        command.addAll(arguments);
        Map<String, String> all = new HashMap<>(Map.of("PATH", System.getenv("PATH"), "LC_ALL", "C.UTF-8"));
        all.putAll(environment);
        return run(command, all);
    }

    private Launch run(List<String> command, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        File errors = folder.resolve("errors").toFile();
        Process process = builder.redirectError(errors).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(errors.toPath())).isZero();
        String json =
                out.lines().filter(line -> line.startsWith("{")).findFirst().orElseThrow();
        return JsonMapper.builder().build().readValue(json, Launch.class);
    }
}
