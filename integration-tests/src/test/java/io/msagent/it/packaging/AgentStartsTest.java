package io.msagent.it.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.VirtualMachine;
import io.msagent.it.packaging.AgentJar.Ended;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the agent does to a JVM that starts with it, on every JDK there is. */
class AgentStartsTest {
    private static final String NOBODY = "registry=http://127.0.0.1:1,provide=false";
    private static final String HOME = System.getProperty("java.home");

    @ParameterizedTest
    @MethodSource("io.msagent.it.packaging.AgentJar#javaHomes")
    void withNobodyToServeTheProgramRunsAsItIs(String home) throws Exception {
        Ended ended = run(home, agent(NOBODY), "21", "4");
        assertThat(ended.out()).isEqualTo("42\n8\n");
        assertThat(ended.status()).isZero();
    }

    @ParameterizedTest
    @MethodSource("io.msagent.it.packaging.AgentJar#javaHomes")
    void markedMethodsAreWoven(String home) throws Exception {
        Ended ended = run(home, agent(NOBODY + ",fallback=none,timeout=1s"), "21");
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("io.msagent.NoInstanceException");
        assertThat(ended.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("io.msagent.it.packaging.AgentJar#javaHomes")
    void attachedToARunningProgramItWeavesWhatIsLoaded(String home) throws Exception {
        Process program = new ProcessBuilder(
                        home + "/bin/java",
                        "-XX:+EnableDynamicAgentLoading",
                        "-Xverify:all",
                        "-cp",
                        AgentJar.testClasses(),
                        SmallProgram.class.getName(),
                        "21",
                        "wait",
                        "4")
                .start();
        try (BufferedReader out = program.inputReader()) {
            assertThat(out.readLine()).isEqualTo("42");
            VirtualMachine machine = VirtualMachine.attach(Long.toString(program.pid()));
            assertThatThrownBy(() -> machine.loadAgent(AgentJar.file().toString(), "include=nothing"))
                    .isInstanceOf(AgentInitializationException.class);
            machine.loadAgent(AgentJar.file().toString(), NOBODY + ",fallback=none,timeout=1s");
            machine.detach();
            program.getOutputStream().close();
            assertThat(out.readLine()).isNull();
            assertThat(new String(program.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("io.msagent.NoInstanceException");
        } finally {
            program.destroyForcibly();
        }
    }

    @ParameterizedTest
    @MethodSource("io.msagent.it.packaging.AgentJar#javaHomes")
    void theProgramSeesNothingOfOurs(String home) throws Exception {
        assertThat(run(home, agent(NOBODY), "seen").out())
                .isEqualTo("net.bytebuddy.ByteBuddy false\nio.undertow.Undertow false\n"
                        + "io.msagent.core.call.MethodKey false\nio.msagent.agent.AgentMain true\n");
    }

    @Test
    void modeLocalIsSilent() throws Exception {
        Ended ended = run(HOME, agent("mode=local"), "21");
        assertThat(ended).isEqualTo(new Ended(0, "42\n", ""));
    }

    @Test
    void wrongSettingsStopTheProgramBeforeItsMain() throws Exception {
        Ended unknown = run(HOME, agent("timeot=3s"), "21");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err()).startsWith("ms-agent: ").contains("timeot").hasLineCount(1);

        Ended malformed = run(HOME, agent("include=com.acme.Pricing"), "21");
        assertThat(malformed.status()).isEqualTo(1);
        assertThat(malformed.out()).isEmpty();
        assertThat(malformed.err())
                .startsWith("ms-agent: include: com.acme.Pricing (expected: CLASS#METHOD")
                .hasLineCount(1);
    }

    @Test
    void aSecondAgentIsPassedOver() throws Exception {
        Ended ended = AgentJar.java(
                HOME, agent(NOBODY), agent(NOBODY), "-cp", AgentJar.testClasses(), SmallProgram.class.getName(), "21");
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).isEqualTo("42\n");
        assertThat(ended.err()).containsOnlyOnce("its second start was passed over");
    }

    @Test
    void aRenamedJarWorksToo(@TempDir Path folder) throws Exception {
        Path renamed = Files.copy(AgentJar.file(), folder.resolve("other name.jar"));
        Ended ended = run(HOME, "-javaagent:" + renamed + "=" + NOBODY, "21");
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).isEqualTo("42\n");
    }

    private static String agent(String arguments) {
        return "-javaagent:" + AgentJar.file() + "=" + arguments;
    }

    private static Ended run(String home, String agent, String... arguments) throws Exception {
        String[] all = new String[4 + arguments.length];
        all[0] = agent;
        all[1] = "-cp";
        all[2] = AgentJar.testClasses();
        all[3] = SmallProgram.class.getName();
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return AgentJar.java(home, all);
    }
}
