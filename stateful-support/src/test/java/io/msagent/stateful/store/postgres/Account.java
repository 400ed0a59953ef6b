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
