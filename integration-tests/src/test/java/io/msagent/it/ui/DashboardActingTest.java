package io.msagent.it.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** A person acts on the dashboard, by mouse and by keyboard, and is cut off from it. */
@Tag("once")
@ExtendWith(RealChromium.class)
class DashboardActingTest {
    private static final String SERVICE = "shop--pricing--quote";

    @TempDir
    static Path folder;

    private static Chromium browser;
    private FakeAdmin admin;

    @BeforeAll
    static void startBrowser() throws Exception {
        browser = Chromium.start(folder);
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    @BeforeEach
    void open() {
        admin = new FakeAdmin(FakeCluster.shop());
        browser.screen(1280, 900);
        browser.open(admin.link(), text -> text.contains("live") && text.contains("rolling restart"));
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void actingAsksForTheTokenOnceAndKeepsItInMemoryOnly() {
        browser.run("location.hash = '#/services/' + arguments[0]", SERVICE);
        scaleTo("6");
        browser.find("dialog input[name=token]").sendKeys("wrong", Keys.ENTER);
        browser.shows(text -> text.contains("the cluster token is missing or wrong"));
        browser.find("dialog input[name=token]").sendKeys(FakeAdmin.TOKEN, Keys.ENTER);
        browser.shows(text -> text.contains(SERVICE + ": scaled to 6"));
        scaleTo("7");
        browser.shows(text -> text.contains(SERVICE + ": scaled to 7"));
        assertThat(admin.orders())
                .extracting(order -> order.path() + " " + order.body())
                .containsExactly(
                        "/ms/v1/services/" + SERVICE + "/scale {\"count\":6}",
                        "/ms/v1/services/" + SERVICE + "/scale {\"count\":7}");
        scaleTo("10");
        browser.shows(text -> text.contains("count: 10 (expected: at most 9)"));
        assertThat(browser.run("return JSON.stringify({...sessionStorage, ...localStorage}) + document.cookie"))
                .asString()
                .doesNotContain(FakeAdmin.TOKEN);

        browser.click("forget token");
        scaleTo("5");
        browser.find("dialog input[name=token]").sendKeys(Keys.ESCAPE);
        browser.until("return document.querySelector('dialog') === null");
        assertThat(admin.orders()).hasSize(2);
    }

    @Test
    void boundsAreGivenWithTheirUnits() {
        browser.run("location.hash = '#/services/' + arguments[0]", SERVICE);
        fill("min", "0");
        fill("max", "5");
        fill("idle", "1h30m");
        browser.click("Scale by load");
        giveToken();
        await().until(() -> admin.orders().size() == 1);
        assertThat(admin.orders().get(0).body()).hasToString("{\"min\":0,\"max\":5,\"idle\":\"PT1H30M\"}");
    }

    @Test
    void whatDoesHarmIsConfirmed() {
        browser.run("location.hash = '#/services/' + arguments[0]", SERVICE);
        browser.find("button[aria-label='Quarantine " + SERVICE + "-1']").click();
        assertThat(browser.find("dialog").getText()).contains("Quarantine " + SERVICE + "-1?");
        browser.press(Keys.ESCAPE);
        browser.until("return document.querySelector('dialog') === null");
        browser.find("button[aria-label='Quarantine " + SERVICE + "-1']").click();
        browser.find("dialog input[name=reason]").sendKeys("its disk is full", Keys.ENTER);
        giveToken();
        await().until(() -> admin.orders().size() == 1);
        browser.find("button[aria-label='Retire " + SERVICE + "-1']").click();
        browser.find("dialog button[type=submit]").click();
        await().until(() -> admin.orders().size() == 2);
        assertThat(admin.orders())
                .extracting(order -> order.path() + " " + order.body())
                .containsExactly(
                        "/ms/v1/instances/" + SERVICE + "-1/quarantine {\"reason\":\"its disk is full\"}",
                        "/ms/v1/instances/" + SERVICE + "-1/retire {}");
    }

    @Test
    void theKeyboardIsEnough() {
        browser.press("?");
        assertThat(browser.find("dialog").getText()).contains("Keys", "call graph", "next row");
        browser.press(Keys.ESCAPE);
        browser.until("return document.querySelector('dialog') === null");
        browser.press("/");
        browser.press("shop");
        browser.until("return document.querySelectorAll('main tbody tr').length === 5");
        browser.press(Keys.ESCAPE, Keys.ESCAPE);
        browser.until("return document.querySelectorAll('main tbody tr').length === 6");
        browser.press("j", "j", Keys.ENTER);
        browser.until("return location.hash === '#/services/shop--inventory--allocate'");
        browser.press(Keys.ESCAPE);
        browser.until("return location.hash === '#/services'");
        browser.press("g");
        browser.shows(text -> text.contains("Who calls whom"));
        browser.press("e");
        browser.shows(text -> text.contains("live, the newest first"));
        assertThat(browser.run("return document.documentElement.dataset.theme")).isEqualTo("auto");
        browser.press("t", "t");
        assertThat(browser.run("return document.documentElement.dataset.theme")).isEqualTo("dark");
        browser.press("t");
    }

    @Test
    void everyControlIsReachedByTabAndHasAName() {
        browser.run("location.hash = '#/services/' + arguments[0]", SERVICE);
        browser.find("button[aria-label='Retire " + SERVICE + "-1']");
        browser.run("document.activeElement.blur()");
        long controls = (Long) browser.run("""
                return [...document.querySelectorAll("a[href], button, input")]
                    .filter((node) => node.checkVisibility() && !node.disabled).length""");
        // as many steps as there are controls, and a few for the browser's own stops
        for (long i = 0; i < controls + 5; i++) {
            browser.press(Keys.TAB);
            browser.run("document.activeElement.dataset.reached = 'yes'");
        }
        assertThat(browser.run("""
                        return [...document.querySelectorAll("a[href], button, input")]
                            .filter((node) => node.checkVisibility() && !node.disabled)
                            .filter((node) => !node.dataset.reached || !(node.innerText || node.ariaLabel
                                || node.labels?.length > 0)).map((node) => node.outerHTML)""")).asList().isEmpty();
    }

    @Test
    void aLineThatBreaksIsMadeAgain() {
        admin.cut();
        await().until(() -> admin.listeners() == 1);
        admin.show(FakeCluster.shop().busy(SERVICE, 0.21));
        browser.shows(text -> text.contains("live") && text.contains("21 %"));
    }

    @Test
    void whatIsOldIsSaidToBeOld() {
        admin.close();
        browser.shows(text -> text.contains("connection lost") && text.contains("What is shown is from"));
    }

    @Test
    void aKeyThatIsRefusedIsAskedFor() {
        admin.expect("another-key");
        String refused = browser.shows(text -> text.contains("This page needs its view key"));
        assertThat(refused).contains("no access", "bin/orchestrator dashboard", "The key it has is refused");
        browser.find("main input[type=password]").sendKeys("another-key", Keys.ENTER);
        browser.shows(text -> text.contains("live") && text.contains(SERVICE) && !text.contains("view key"));
    }

    private static void scaleTo(String count) {
        fill("count", count);
        browser.click("Scale");
    }

    private static void fill(String name, String value) {
        browser.find("main input[name=" + name + "]").sendKeys(Keys.chord(Keys.CONTROL, "a"), value);
    }

    private static void giveToken() {
        browser.find("dialog input[name=token]").sendKeys(FakeAdmin.TOKEN, Keys.ENTER);
    }
}
