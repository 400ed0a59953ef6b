package io.msagent.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** {@code bin/demo --stateful}: runs it, tells what came of it, and cleans up. */
final class StatefulRun {
    private final DemoFolder folder;
    private final PrintStream news;
    private final StatefulDemo demo;
    private final AtomicBoolean over = new AtomicBoolean();

    StatefulRun(DemoFolder folder, PrintStream news) {
        this.folder = folder;
        this.news = news;
        demo = new StatefulDemo(folder, news);
    }

    /** Status of the process: 0 only if the limit held and nothing was lost. */
    int run() {
        // Ctrl-C and SIGTERM arrive here
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "ms-agent-demo-stop"));
        RushResult result = null;
        String problem = null;
        try {
            result = demo.run();
            problem = result.passed() ? null : "the limit was exceeded, or something was lost or failed";
        } catch (DemoException e) {
            problem = e.getMessage();
        } catch (IOException | InterruptedException e) {
            problem = e.toString();
        }
        demo.stop();
        if (!over.compareAndSet(false, true)) {
            return 1; // interrupted: the hook cleans up
        }
        tell(result, problem);
        return problem == null ? 0 : 1;
    }

    private void tell(@Nullable RushResult result, @Nullable String problem) {
        if (problem == null) {
            folder.delete();
        } else {
            news.println("demo: failed: " + problem);
            news.println("demo: logs and outputs are kept in " + folder.root());
        }
        if (result != null) {
            result.summary().forEach(line -> System.out.println("demo: " + line));
        }
    }

    private void interrupted() {
        if (over.compareAndSet(false, true)) {
            demo.stop();
            folder.delete();
        }
    }
}
