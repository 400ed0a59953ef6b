package io.msagent.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bin/demo}: news on standard error, the result on standard output, status 0 only if all went well. */
@Command(
        name = "bin/demo",
        description = "Runs the shop in one process and in several, and shows that nobody can tell.",
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {
    private static final int MOST_CALLS = 10_000_000;

    @Option(names = "--calls", paramLabel = "N", description = "How many calls the shop makes (default: 100).")
    int calls = 100;

    @Option(names = "--kill", description = "Kill a provider with SIGKILL in the middle; still no call may fail.")
    boolean kill;

    @Option(names = "--keep", description = "Leave orchestrator and providers running, and say what to open.")
    boolean keep;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    boolean json;

    @Option(
            names = "--stateful",
            description =
                    "Show a rate limiter and carts on three instances, of which some are killed, removed and added;"
                            + " alone.")
    boolean stateful;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this and end.")
    boolean help;

    @Spec
    CommandSpec spec = CommandSpec.create();

    private final DemoFolder folder;

    private DemoCommand(DemoFolder folder) {
        this.folder = folder;
    }

    /** The run's folder, made by {@code bin/demo}, is the system property {@code demo.folder}. */
    public static void main(String[] args) {
        DemoFolder folder = new DemoFolder(
                Path.of(System.getProperty("demo.folder")).toAbsolutePath().normalize());
        int status = new CommandLine(new DemoCommand(folder)).execute(args);
        if (status == CommandLine.ExitCode.USAGE) {
            folder.delete();
        }
        System.exit(status);
    }

    @Override
    public Integer call() {
        if (stateful && spec.commandLine().getParseResult().matchedOptions().size() > 1) {
            throw new ParameterException(spec.commandLine(), "--stateful: with other options (expected: alone)");
        }
        if (stateful) {
            return new StatefulRun(folder, System.err).run();
        }
        int least = kill ? 2 : 1;
        if (calls < least || calls > MOST_CALLS) {
            throw new ParameterException(
                    spec.commandLine(), "--calls: " + calls + " (expected: " + least + " to " + MOST_CALLS + ")");
        }
        Demo demo = new Demo(folder, new DemoOptions(calls, kill, keep), System.err);
        AtomicBoolean over = new AtomicBoolean();
        // Ctrl-C and SIGTERM arrive here
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (over.compareAndSet(false, true)) {
                                demo.stop();
                                folder.delete();
                            }
                        },
                        "ms-agent-demo-stop"));
        return run(demo, over);
    }

    private int run(Demo demo, AtomicBoolean over) {
        DemoResult result = null;
        String problem;
        try {
            result = demo.run();
            problem = whyNot(result);
        } catch (DemoException e) {
            problem = e.getMessage();
        } catch (IOException | InterruptedException e) {
            problem = e.toString();
        }
        String where = keep ? demo.whereItRuns() : null;
        if (where == null) {
            demo.stop();
        }
        if (!over.compareAndSet(false, true)) {
            return 1; // interrupted by a signal: its thread cleans up, and there is nothing to tell
        }
        if (result != null && !json) {
            System.out.println(ResultText.table(result));
            System.out.flush();
        }
        if (problem != null) {
            System.err.println("demo: failed: " + problem);
            System.err.println("demo: logs and outputs are kept in " + folder.root());
        } else if (where == null) {
            folder.delete();
        }
        if (where != null) {
            System.err.println(where);
        }
        if (result != null) {
            System.out.println(json ? ResultText.json(result) : result.line());
        }
        return problem == null ? 0 : 1;
    }

    private static @Nullable String whyNot(DemoResult result) {
        if (result.passed()) {
            return null;
        }
        return result.difference() != null
                ? "the two outputs differ in " + result.difference()
                : "expected " + result.asked() + " calls, all remote, none failed, at least 1 provider";
    }
}
