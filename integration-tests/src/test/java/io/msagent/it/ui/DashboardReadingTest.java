package io.msagent.it.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person reads the dashboard, in a real browser, before an admin API that is made up. */
@Tag("once")
@ExtendWith(RealChromium.class)
class DashboardReadingTest {
    private static final List<String> VIEWS = List.of(
            "services", "instances", "graph", "events", "hosts", "services/shop--pricing--quote", "logs/shop-report-1");

    @TempDir
    static Path folder;

    private static Chromium browser;

    @BeforeAll
    static void startBrowser() throws Exception {
        browser = Chromium.start(folder);
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    @Test
    void servicesInstancesAndHostsAreShownAsTheyAre() {
        try (FakeAdmin admin = new FakeAdmin(FakeCluster.shop())) {
            browser.screen(1280, 900);
            String services =
                    browser.open(admin.link(), text -> text.contains("live") && text.contains("rolling restart"));
            assertThat(services)
                    .contains("live", "shop--pricing--quote", "given up until 20:14: 5 starts died within 30 s")
                    .contains("91 %", "3 / 4", "3.2 ms", "1.2 s", "stateful", "restarting", "Needs attention 3");

            browser.run("location.hash = '#/instances'");
            assertThat(browser.shows(text -> text.contains("All instances")))
                    .contains("serving", "congested", "starting", "quarantined", "quiescing", "dead", "retired")
                    .contains("has not answered for 4 s", "all 16 workers are busy, 7 calls wait", "attic · pid");

            browser.run("location.hash = '#/hosts'");
            assertThat(browser.shows(text -> text.contains("Memory in use")))
                    .contains(
                            "draining: takes no new instances",
                            "17 GiB of 31 GiB",
                            "leads, supervises its host",
                            "stands by");

            browser.run("location.hash = '#/logs/shop-report-1'");
            browser.shows(text -> text.contains("order 9139 priced in 573 µs"));
        }
    }

    @Test
    void whatChangesIsShownWithoutBeingAskedFor() {
        try (FakeAdmin admin = new FakeAdmin(FakeCluster.shop())) {
            browser.open(admin.link(), text -> text.contains("\n91 %"));
            admin.show(
                    FakeCluster.shop().busy("shop--pricing--quote", 0.37).inTrouble("it does not answer since 20:11"));
            String changed = browser.shows(text -> text.contains("37 %") && !text.contains("\n91 %"));
            assertThat(changed).contains("Registry: it does not answer since 20:11. What is shown may be old.");

            admin.tell(FakeCluster.event(90, "shop-report", "shop-report-1", "serving", "dead", "killed: signal 9"));
            browser.shows(text -> text.contains("killed: signal 9"));
            browser.until("return document.getElementById('announcer').textContent.includes('shop-report-1')");
        }
    }

    @Test
    void theKeyLeavesTheAddressBarAndStaysInThisTab() {
        try (FakeAdmin admin = new FakeAdmin(FakeCluster.shop())) {
            browser.open(admin.link(), text -> text.contains("shop-report"));
            assertThat(browser.address()).isEqualTo(admin.url() + "/");
            assertThat(browser.run("return JSON.stringify(sessionStorage)"))
                    .asString()
                    .contains(FakeAdmin.VIEW_KEY);
            assertThat(browser.run("return JSON.stringify(localStorage) + document.cookie"))
                    .asString()
                    .doesNotContain(FakeAdmin.VIEW_KEY);
            browser.open(admin.url() + "/#/hosts", text -> text.contains("Memory in use"));
        }
    }

    @Test
    void markupInNamesAndReasonsIsText() {
        String markup = "<img src=x onerror=\"window.harmed=true\"><script>window.harmed=true</script>";
        String name = "<b>bold</b>";
        try (FakeAdmin admin = new FakeAdmin(FakeCluster.one(name, markup))) {
            browser.open(admin.link(), text -> text.contains(markup) && text.contains(name));
            for (String view : List.of("instances", "events", "graph", "services/%3Cb%3Ebold%3C%2Fb%3E", "logs/x")) {
                browser.run("location.hash = '#/' + arguments[0]", view);
                browser.until("return document.querySelector('main').innerText.includes(arguments[0])", markup);
            }
            assertThat(browser.run("return document.querySelectorAll('main img, main b img, main script').length"))
                    .isEqualTo(0L);
            assertThat(browser.run("return window.harmed")).isNull();
        }
    }

    @Test
    void aThousandServicesAreShownInPages() {
        try (FakeAdmin admin = new FakeAdmin(FakeCluster.many(1000))) {
            browser.open(admin.link(), text -> text.contains("1–50 of 1,000"));
            assertThat(browser.run("return document.querySelectorAll('main tbody tr').length"))
                    .isEqualTo(50L);
            browser.click("Next");
            browser.shows(text -> text.contains("51–100 of 1,000") && text.contains("service-99"));
            browser.find("main input[type=search]").sendKeys("service-777");
            browser.until("return document.querySelectorAll('main tbody tr').length === 1");
            admin.show(FakeCluster.many(1000).busy("service-777", 0.64));
            browser.shows(text -> text.contains("64 %"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everyTextStandsOutFromItsGround(String scheme) {
        try (FakeAdmin admin = new FakeAdmin(FakeCluster.shop())) {
            browser.prefer(scheme);
            browser.screen(1280, 900);
            browser.open(admin.link(), text -> text.contains("shop-report"));
            assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo(scheme.equals("light") ? "rgb(245, 246, 248)" : "rgb(14, 17, 22)");
            for (String view : VIEWS) {
                show(view);
                assertThat(Contrast.below(4.5, browser))
                        .as("%s, %s", view, scheme)
                        .isEmpty();
            }
            assertThat(Contrast.below(21, browser)).as("what has been measured").isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 800, 1000, 1280})
    void nothingIsWiderThanItsPlace(int width) {
        try (FakeAdmin admin = new FakeAdmin(FakeCluster.shop())) {
            browser.screen(width, 740);
            browser.open(admin.link(), text -> text.contains("shop-report"));
            for (String view : VIEWS) {
                show(view);
                assertThat(browser.run("""
                                const right = (node) => node.getBoundingClientRect().right;
                                return [document.documentElement.scrollWidth <= arguments[0],
                                    ...[...document.querySelectorAll("main table, main svg")]
                                        .map((node) => right(node) <= right(node.closest(".panel")))]
                                    .every((fits) => fits);""", width)).as(view).isEqualTo(true);
            }
        }
    }

    private static void show(String view) {
        browser.run("location.hash = '#/' + arguments[0]", view);
        browser.until(
                "return document.title !== 'ms-agent' && decodeURIComponent(location.hash) === '#/' + arguments[0]"
                        + " && document.querySelector('main').innerText.length > 40",
                view);
    }
}
