package io.msagent.orchestrator.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Runs a command in this process. */
public final class Cli {
    private final Path state;

    /**
     * What came of it.
     *
     * @param code its exit code
     */
    public record Ran(int code, String out, String err) {}

    /** Commands about this state folder. */
    public Cli(Path state) {
        this.state = state;
    }

    /** Runs one; {@code --state} is added. */
    public Ran run(String... arguments) {
        return plain(Stream.concat(Arrays.stream(arguments), Stream.of("--state", state.toString()))
                .toArray(String[]::new));
    }

    /** Runs one as it is. */
    public static Ran plain(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = line.execute(arguments);
        return new Ran(code, out.toString(), err.toString());
    }
}
