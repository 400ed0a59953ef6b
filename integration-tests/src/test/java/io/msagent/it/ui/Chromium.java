package io.msagent.it.ui;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.remote.RemoteWebDriver;

/** A browser without a screen, with a profile of its own that goes when it is closed. */
final class Chromium implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int WIDTH = 1200;

    private final ChromeDriverService service;
    private final RemoteWebDriver driver;

    private Chromium(ChromeDriverService service, RemoteWebDriver driver) {
        this.service = service;
        this.driver = driver;
    }

    /**
     * Starts one.
     *
     * @param folder for its profile and the driver's log
     */
    static Chromium start(Path folder) throws IOException {
        // both binaries are named: Selenium's own manager, which might download some, is not even on the class path
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(RealChromium.driver().toFile())
                .usingAnyFreePort()
                .withLogFile(folder.resolve("chromedriver.log").toFile())
                .build();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(RealChromium.browser().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + Files.createDirectories(folder.resolve("profile")));
        service.start();
        try {
            RemoteWebDriver driver = new RemoteWebDriver(service.getUrl(), options);
            driver.manage().timeouts().pageLoadTimeout(PATIENCE);
            return new Chromium(service, driver);
        } catch (RuntimeException e) {
            service.stop();
            throw e;
        }
    }

    /** Opens a page and waits until what it says is as expected; returns that. */
    String open(String url, Predicate<String> shown) {
        driver.get(url);
        return await(url).atMost(PATIENCE).ignoreExceptions().until(this::text, shown);
    }

    /** What the page shows, as a person reads it. */
    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /**
     * A picture of what the window shows, as PNG.
     *
     * @param height of the window, in pixels
     */
    byte[] picture(int height) {
        driver.manage().window().setSize(new Dimension(WIDTH, height));
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    @Override
    public void close() {
        try {
            driver.quit();
        } finally {
            service.stop();
        }
    }
}
