package io.msagent.it.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.it.kit.Orchestrator;
import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * A person watches a real cluster on the dashboard: one provider is killed, one hangs for a while, a service is scaled. With
 * {@code -Ddocs.rewrite=true} the test also makes the pictures of docs/dashboard.md.
 */
@Tag("once")
@ExtendWith(RealChromium.class)
class DashboardTest {
    private static final String KITCHEN = "bistro-kitchen";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** Ids of instances of which the page says that they are in that state. */
    private static final String IDS = """
            return [...document.querySelectorAll("main tbody tr")]
                .filter((row) => row.querySelector(".state .badge")?.textContent === arguments[0])
                .map((row) => row.querySelector("td.main a").textContent)""";

    /** Whether the page tells of that transition of that instance. */
    private static final String TOLD = """
            return [...document.querySelectorAll(".events li")].some((event) =>
                event.querySelector(".who").textContent === arguments[0]
                && [...event.querySelectorAll(".badge")].map((badge) => badge.textContent).join(" ") === arguments[1])""";

    @TempDir
    Path folder;

    @Test
    void aKillAQuarantineTheRecoveryAndAScalingAreSeenAndDone() throws Exception {
        // nobody is to be given up while the machine is slow: what hangs here comes back
        try (Orchestrator orchestrator = Orchestrator.start(folder.resolve("orchestrator"), "--quarantine", "10m");
                Chromium browser = Chromium.start(folder)) {
            Process caller = Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "kitchen.Bistro")
                    .agent(orchestrator.settings("fallback=none", "timeout=5m"))
                    .start(folder.resolve("caller.out"), folder.resolve("caller.err"));
            try {
                browser.screen(1280, 640);
                browser.open(
                        orchestrator.admin() + "/#key=" + viewKey(orchestrator),
                        text -> text.contains("bistro-order") && text.contains("bistro-cellar"));
                aKillIsSeen(orchestrator, browser);
                aServiceIsScaled(orchestrator, browser);
                aHangAndTheRecoveryAreSeen(orchestrator, browser);
                assertThat(caller.isAlive())
                        .as(Files.readString(folder.resolve("caller.err")))
                        .isTrue();
                pictures(browser);
            } finally {
                caller.destroyForcibly();
            }
        }
    }

    private static void aKillIsSeen(Orchestrator orchestrator, Chromium browser) {
        browser.run("location.hash = '#/services/' + arguments[0]", KITCHEN);
        String killed = theOne(browser, "serving");
        ProcessHandle.of(pid(orchestrator, killed)).orElseThrow().destroyForcibly();
        eventually(() -> ids(browser, "dead").contains(killed));
        eventually(() -> Boolean.TRUE.equals(browser.run(TOLD, killed, "serving dead")));
        assertThat(theOne(browser, "serving")).isNotEqualTo(killed);
    }

    private static void aServiceIsScaled(Orchestrator orchestrator, Chromium browser) {
        browser.find("main input[name=count]").sendKeys(Keys.chord(Keys.CONTROL, "a"), "3");
        browser.click("Scale");
        browser.find("dialog input[name=token]").sendKeys(orchestrator.token(), Keys.ENTER);
        browser.shows(text -> text.contains(KITCHEN + ": scaled to 3"));
        eventually(() -> ids(browser, "serving").size() == 3);
        browser.shows(text -> text.contains("3 of 3") && text.contains("fixed at 3"));
    }

    private static void aHangAndTheRecoveryAreSeen(Orchestrator orchestrator, Chromium browser) throws Exception {
        String hanging = ids(browser, "serving").get(0);
        long pid = pid(orchestrator, hanging);
        signal("STOP", pid);
        try {
            eventually(() -> ids(browser, "quarantined").contains(hanging));
            assertThat(browser.run("""
                            return [...document.querySelectorAll("main tbody tr")]
                                .find((row) => row.textContent.includes(arguments[0])).querySelector(".state .second").textContent""", hanging)).asString().isNotBlank();
            keep("dashboard-service.png", browser, 900);
        } finally {
            signal("CONT", pid);
        }
        eventually(() -> Boolean.TRUE.equals(browser.run(TOLD, hanging, "quarantined serving")));
        assertThat(ProcessHandle.of(pid)).as("it was not killed").isPresent();
    }

    private static void pictures(Chromium browser) throws Exception {
        browser.run("location.hash = '#/services'");
        browser.shows(text -> text.contains("Latest events"));
        keep("dashboard-light.png", browser, 640);
        browser.prefer("dark");
        browser.run("location.hash = '#/graph'");
        browser.until("return document.querySelectorAll('.graph .edge').length >= 3");
        keep("dashboard-dark.png", browser, 640);
    }

    /** The only instance in that state, once there is just one. */
    private static String theOne(Chromium browser, String state) {
        eventually(() -> ids(browser, state).size() == 1);
        return ids(browser, state).get(0);
    }

    @SuppressWarnings("unchecked")
    private static List<String> ids(Chromium browser, String state) {
        return (List<String>) browser.run(IDS, state);
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(PATIENCE).ignoreExceptions().until(condition);
    }

    /** The orchestrator says it a moment after the instance serves at the latest. */
    private static long pid(Orchestrator orchestrator, String id) {
        return await(id)
                .atMost(PATIENCE)
                .until(
                        () -> StreamSupport.stream(
                                        orchestrator.status().get("instances").spliterator(), false)
                                .filter(instance -> instance.get("id").asText().equals(id))
                                .mapToLong(instance -> instance.get("pid").asLong())
                                .sum(),
                        pid -> pid > 0);
    }

    private static void signal(String name, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** What the orchestrator prints in its link. */
    private static String viewKey(Orchestrator orchestrator) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(orchestrator.token().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal("ms-agent view key v1".getBytes(StandardCharsets.UTF_8)));
    }

    private static void keep(String name, Chromium browser, int height) throws Exception {
        if (Boolean.getBoolean("docs.rewrite")) {
            browser.screen(1280, height);
            // so that there is something to see in the sparklines
            browser.until("return [...document.querySelectorAll('.spark .line')]"
                    + ".some((line) => (line.getAttribute('d') ?? '').split('L').length > 60)");
            Files.write(Paths.ROOT.resolve("docs/images").resolve(name), browser.picture());
        }
    }
}
