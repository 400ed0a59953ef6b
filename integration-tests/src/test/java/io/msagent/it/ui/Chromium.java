package io.msagent.it.ui;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.remote.RemoteWebDriver;

/** A browser without a screen, with a profile of its own that goes when it is closed. */
final class Chromium implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int WIDTH = 1200;
    private static final ObjectMapper JSON = new ObjectMapper();

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

    /** Waits until what the page says is as expected; returns that. */
    String shows(Predicate<String> expected) {
        return await("what the page says").atMost(PATIENCE).ignoreExceptions().until(this::text, expected);
    }

    /** Waits until a script says true. */
    void until(String script, Object... arguments) {
        await(script).atMost(PATIENCE).ignoreExceptions().until(() -> Boolean.TRUE.equals(run(script, arguments)));
    }

    /** Runs a script's body in the page; what it returns. */
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Waits until there is such an element to be seen; the first one. */
    WebElement find(String selector) {
        return await(selector)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> driver.findElement(By.cssSelector(selector)), WebElement::isDisplayed);
    }

    /** Clicks the first button, link or field's label that says just this. */
    void click(String words) {
        String exactly = "[normalize-space()='" + words + "']";
        await(words).atMost(PATIENCE).ignoreExceptions().until(() -> {
            driver.findElements(By.xpath("//button" + exactly + "|//a" + exactly)).stream()
                    .filter(WebElement::isDisplayed)
                    .findFirst()
                    .orElseThrow()
                    .click();
            return true;
        });
    }

    /** Types where the focus is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    String address() {
        return driver.getCurrentUrl();
    }

    /** As the person's system would be set; {@code light} or {@code dark}. */
    void prefer(String scheme) {
        command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** A screen of this size, which may be smaller than a window can be. */
    void screen(int width, int height) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** A picture of the screen as it is, as PNG. */
    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** One of the browser's own; Selenium's class for them wants to load what might download a browser. */
    private void command(String name, Map<String, ?> parameters) {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(service.getUrl() + "/session/" + driver.getSessionId() + "/goog/cdp/execute"))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(
                            JSON.writeValueAsBytes(Map.of("cmd", name, "params", parameters))))
                    .build();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(name + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
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
