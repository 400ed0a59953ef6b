package io.msagent.stateful.store.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** As whom PostgreSQL runs: it refuses to as root, so for root it is somebody without rights. */
final class Account {
    private static final String NOBODY = "nobody";
    private static final String SETPRIV = "/usr/bin/setpriv";

    private final boolean root = "root".equals(System.getProperty("user.name"));

    /** The command as it is to be started; it is ended when this JVM is killed, where the system can do that. */
    List<String> command(boolean dependent, List<String> command) {
        List<String> whole = new ArrayList<>();
        if (root || dependent && Files.isExecutable(Path.of(SETPRIV))) {
            whole.add(SETPRIV);
            if (root) {
                whole.addAll(List.of("--reuid", NOBODY, "--regid", "65534", "--clear-groups"));
            }
            if (dependent) {
                whole.addAll(List.of("--pdeathsig", "INT"));
            }
        }
        whole.addAll(command);
        return whole;
    }

    /** Makes it the owner of a folder and what is in it. */
    void own(Path folder) throws IOException, InterruptedException {
        if (root) {
            run(List.of("chown", "-R", NOBODY, folder.toString()));
        }
    }

    /** These programs, or a copy below the folder if it may not go where they are, as in a checkout below root's home. */
    Path withinReach(Path programs, Path folder) throws IOException, InterruptedException {
        List<String> trial = command(
                false, List.of("test", "-x", programs.resolve("postgres").toString()));
        if (!root || new ProcessBuilder(trial).start().waitFor() == 0) {
            return programs;
        }
        // Debian's layout, in which the programs look for their files: usr/lib/postgresql/VERSION/bin
        Path usr = programs.resolve("../../../..").normalize();
        Path copy = folder.resolve("usr");
        run(List.of("cp", "-r", usr.toString(), copy.toString()));
        return copy.resolve(usr.relativize(programs));
    }

    /** Runs it to its end. */
    static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output;
        try (InputStream in = process.getInputStream()) {
            output = new String(in.readAllBytes());
        }
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException(command + ": " + output);
        }
    }
}
