package io.msagent.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.orchestrator.cli.Cli;
import io.msagent.orchestrator.store.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands against a real orchestrator with real processes. */
@Tag("once")
class CliTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    private static Running running;
    private static Cli cli;

    @BeforeAll
    static void start() throws Exception {
        running = new Running(folder, new MemoryRegistry(), Running.limits());
        cli = new Cli(folder.resolve("state"));
        running.provideWell("pricing", "d1");
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void whatThereIsIsShownToPeopleAndPrograms() throws Exception {
        assertThat(cli.run("status").out())
                .containsPattern("HOST +CORES +MEMORY +FREE +INSTANCES +SUPERVISOR")
                .containsPattern("SERVICE +SERVING +DESIRED +BOUNDS")
                .containsPattern("pricing +\\d +\\d +\\d-\\d")
                .containsPattern("pricing +pricing-\\w{6} .*serving")
                .doesNotContain("\u001b");
        assertThat(json("status").path("orchestrator").path("leads").asBoolean())
                .isTrue();
        assertThat(json("services").at("/services/0/name").asText()).isEqualTo("pricing");
        assertThat(json("instances", "--service", "pricing").path("instances")).isNotEmpty();
        assertThat(json("events").path("events")).isNotEmpty();
        assertThat(cli.run("events", "--service", "pricing").out()).contains("pricing-", "serving");
        assertThat(json("graph").path("edges").isArray()).isTrue();
        assertThat(cli.run("graph", "--dot").out()).startsWith("digraph calls {");
        assertThat(cli.run("dashboard").out())
                .startsWith(running.orchestrator.info().admin() + "/#key=");
        assertThat(cli.run("logs", "pricing", "--lines", "3").out()).isEqualTo("line 48\nline 49\nline 50\n");
        assertThat(json("logs", "pricing", "--lines", "1").path("text").asText())
                .isEqualTo("line 50\n");
    }

    @Test
    void aServiceIsScaledAndItsInstancesSteered() throws Exception {
        assertThat(cli.run("scale", "pricing", "2").out()).isEqualTo("pricing: to be scaled: count 2\n");
        await().atMost(PATIENCE).until(() -> ids("serving").size() == 2);
        String id = ids("serving").get(0);

        assertThat(cli.run("quarantine", id, "--reason", "looks odd").code()).isZero();
        await().atMost(PATIENCE).until(() -> ids("quarantined").contains(id));
        assertThat(cli.run("instances").out()).contains("looks odd");
        assertThat(cli.run("release", id).code()).isZero();
        await().atMost(PATIENCE).until(() -> ids("serving").contains(id));

        assertThat(cli.run("quiesce", id).code()).isZero();
        await().atMost(PATIENCE).until(() -> ids("quiescing").contains(id));
        assertThat(cli.run("release", id).code()).isZero();
        await().atMost(PATIENCE).until(() -> ids("serving").contains(id));

        assertThat(cli.run("retire", id).code()).isZero();
        await().atMost(PATIENCE)
                .until(() -> !ids("serving").contains(id) && ids("serving").size() == 2);

        List<String> before = ids("serving");
        Cli.Ran restarted = cli.run("restart", "pricing", "--wait");
        assertThat(restarted.code()).as(restarted.err()).isZero();
        assertThat(restarted.out())
                .contains("2 of 2 left to replace")
                .endsWith("pricing: all instances are replaced\n");
        assertThat(ids("serving")).doesNotContainAnyElementsOf(before);

        assertThat(cli.run("scale", "pricing", "--min", "1", "--max", "3", "--idle", "1h")
                        .code())
                .isZero();
        await().atMost(PATIENCE)
                .until(() -> json("services").at("/services/0/idle").asText().equals("PT1H"));
        assertThat(cli.run("scale", "pricing", "--auto").code()).isZero();
        String host = json("status").at("/hosts/0/name").asText();
        assertThat(cli.run("drain", host).code()).isZero();
        await().atMost(PATIENCE)
                .until(() -> json("status").at("/hosts/0/draining").asBoolean());
        assertThat(cli.run("drain", host, "--undo").code()).isZero();
        await().atMost(PATIENCE)
                .until(() -> !json("status").at("/hosts/0/draining").asBoolean());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scale prcing 1            | service: prcing (expected: one that status shows; nearest: pricing)",
                "restart prcing            | service: prcing (expected: one that status shows; nearest: pricing)",
                "instances --service prcing| nearest: pricing",
                "events --service prcing   | nearest: pricing",
                "quarantine pricing-       | instance: pricing- (expected: one that status shows; nearest: pricing-",
                "release nothing           | instance: nothing",
                "quiesce nothing           | instance: nothing",
                "retire nothing            | instance: nothing",
                "drain nowhere             | host: nowhere",
                "logs prcing               | instance or service: prcing",
                "logs -f prcing            | instance or service: prcing",
            })
    void whatIsNotThereEndsWithFourAndTheNearestNames(String command, String said) {
        Cli.Ran ran = cli.run(command.split(" "));
        assertThat(ran.code()).isEqualTo(4);
        assertThat(ran.err())
                .startsWith(said.contains(":") && !said.startsWith("nearest") ? said : "")
                .contains(said);
        assertThat(ran.err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scale pricing             | scale: nothing (expected: a number, or some of",
                "scale pricing 65          | N: 65 (expected: a whole number from 0 to 64)",
                "scale pricing -1          | ",
                "scale pricing many        | Invalid value for positional parameter",
                "scale pricing 1 --auto    | scale: [count, auto]",
                "scale pricing 1 --min 1   | scale: [count, min]",
                "scale pricing --min 3 --max 2 | --min: 3 (expected: not above --max 2)",
                "scale pricing --idle soon | --idle: soon (expected: never, or a duration above 0",
                "scale                     | Missing required parameter: 'NAME'",
                "restart                   | Missing required parameter: 'NAME'",
                "restart x --timeout soon  | --timeout: soon (expected: a duration above 0",
                "quarantine                | Missing required parameter: 'ID'",
                "release                   | Missing required parameter: 'ID'",
                "quiesce                   | Missing required parameter: 'ID'",
                "retire                    | Missing required parameter: 'ID'",
                "drain                     | Missing required parameter: 'HOST'",
                "logs                      | Missing required parameter: 'NAME'",
                "logs pricing --lines 0    | --lines: 0 (expected: a whole number from 1 to 10000)",
                "events --limit 0          | --limit: 0 (expected: a whole number from 1 to 1000)",
                "graph --dot --json        | --dot: with --json (expected: one of the two)",
                "doctor --admin-port 70000 | --admin-port: 70000 (expected: a port, or 0)",
                "status now                | Unmatched argument",
                "services --all            | Unknown option",
                "instances --servce x      | Unknown option",
                "dashboard --open          | Unknown option",
                "completion --shell fish   | Unknown option",
                "stop now                  | Unmatched argument",
            })
    void wrongArgumentsEndWithTwo(String command, String said) {
        String[] arguments = command.split(" ");
        Cli.Ran ran = command.startsWith("completion") ? Cli.plain(arguments) : cli.run(arguments);
        assertThat(ran.code()).as(ran.err()).isEqualTo(2);
        assertThat(ran.err()).contains(said == null ? "" : said).contains(" --help.");
        assertThat(ran.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--state x stop", "--state=x scale pricing 0", "--admin-port 9000 doctor", "--min 2 status"})
    void optionsBeforeTheCommandAreNotLost(String command) {
        Cli.Ran ran = Cli.plain(command.split(" "));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains(": before the command ", "(expected: behind it");
        assertThat(ran.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "services",
                "instances",
                "events",
                "graph",
                "dashboard",
                "logs x",
                "scale x 1",
                "restart x",
                "quarantine x",
                "release x",
                "quiesce x",
                "retire x",
                "drain x",
                "stop",
                "events -f",
                "logs -f x"
            })
    void withoutAnOrchestratorTheExitCodeIsThree(String command, @TempDir Path nowhere) {
        Cli.Ran ran = new Cli(nowhere).run(command.split(" "));
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).startsWith("no orchestrator runs with state folder " + nowhere);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void everyCommandHasHelpWithItsExitCodesAndExamples() {
        for (String command : List.of(
                "status",
                "services",
                "instances",
                "events",
                "graph",
                "dashboard",
                "logs",
                "scale",
                "restart",
                "quarantine",
                "release",
                "quiesce",
                "retire",
                "drain",
                "doctor",
                "completion")) {
            Cli.Ran help = Cli.plain("help", command);
            assertThat(help.code()).isZero();
            assertThat(help.out())
                    .as(command)
                    .contains("Exit codes:", "Examples:")
                    .contains(command);
            assertThat(Cli.plain(command, "--help").out()).isEqualTo(help.out());
        }
    }

    @Test
    void aShellCompletesCommands() throws Exception {
        Cli.Ran script = Cli.plain("completion");
        assertThat(script.code()).isZero();
        Path file = folder.resolve("completion.sh");
        Files.writeString(
                file,
                script.out() + "\nCOMP_WORDS=(orchestrator quar); COMP_CWORD=1; COMP_LINE='orchestrator quar'\n"
                        + "_complete_orchestrator; echo \"${COMPREPLY[@]}\"\n");
        Process bash = new ProcessBuilder("bash", file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD) // compopt minds that nobody presses a key
                .start();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("quarantine\n");
    }

    @Test
    void theDoctorSaysWhatItSees(@TempDir Path nowhere) throws Exception {
        Cli.Ran well = cli.run("doctor", "--registry-port", "0", "--admin-port", "0");
        assertThat(well.code()).as(well.out()).isZero();
        assertThat(well.out())
                .containsPattern("ok +orchestrator +pid \\d+ at http://.*leads")
                .containsPattern("ok +leader");
        JsonNode none = json(new Cli(nowhere.resolve("state")).run("doctor", "--json"));
        assertThat(none.path("ok").asBoolean()).isTrue();
        assertThat(none.path("checks").findValuesAsText("detail"))
                .anySatisfy(detail -> assertThat(detail).startsWith("none runs with state folder"));
    }

    private static List<String> ids(String state) throws Exception {
        List<String> ids = new ArrayList<>();
        for (JsonNode instance : json("instances", "--service", "pricing").path("instances")) {
            if (instance.path("state").asText().equals(state)) {
                ids.add(instance.path("id").asText());
            }
        }
        return ids;
    }

    private static JsonNode json(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        return json(cli.run(all.toArray(String[]::new)));
    }

    private static JsonNode json(Cli.Ran ran) throws Exception {
        assertThat(ran.code()).as(ran.err()).isZero();
        return Json.MAPPER.readTree(ran.out());
    }
}
