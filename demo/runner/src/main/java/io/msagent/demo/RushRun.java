package io.msagent.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The shop's rush as a child process, which tells each second what was granted. */
final class RushRun {
    private static final String SECOND = "second ";

    private final DemoFolder folder;
    private final Process process;
    private final BufferedReader lines;
    private final PrintStream news;

    private RushRun(DemoFolder folder, Process process, PrintStream news) {
        this.folder = folder;
        this.process = process;
        this.news = news;
        lines = process.inputReader();
    }

    /** Starts it under the agent. */
    static RushRun start(DemoFolder folder, Orchestrator orchestrator, PrintStream news) throws IOException {
        Process process = new ProcessBuilder(DemoFolder.java(
                        "-javaagent:" + folder.agentJar() + "=registry=" + orchestrator.registry() + ",token.file="
                                + orchestrator.tokenFile(),
                        "-jar",
                        folder.shopJar().toString(),
                        "--rush",
                        "0"))
                .redirectError(folder.log("rush.err").toFile())
                .start();
        return new RushRun(folder, process, news);
    }

    /** Lets it go on for so many of its own seconds, and passes on what it tells. */
    void awaitSeconds(int seconds) throws IOException, DemoException, InterruptedException {
        for (int i = 0; i < seconds; i++) {
            String line = lines.readLine();
            if (line == null) {
                throw new DemoException("shop: ended with status " + process.waitFor()
                        + " in the middle of the rush\n    " + folder.tail("rush.err", 20));
            }
            news.println("demo: " + line);
        }
    }

    /** Lets it end its calls, and count. */
    RushResult end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        List<String> summary = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(SECOND)) {
                news.println("demo: " + line);
            } else {
                summary.add(line);
            }
        }
        return new RushResult(summary, process.waitFor() == 0);
    }

    void kill() {
        process.destroyForcibly();
    }
}
