package io.msagent.stateful.store.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** An embedded store in a process of its own, which can be killed. */
final class StoreProcess implements AutoCloseable {
    private final Process process;
    private final byte[] announcement;

    StoreProcess(Path folder) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dh2.bindAddress=127.0.0.1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the store's process has ended; its output is above");
        }
        announcement = line.getBytes(StandardCharsets.UTF_8);
    }

    byte[] announcement() {
        return announcement;
    }

    /** With SIGKILL; returns when it has ended. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    /** The process: runs a store in the folder until its input ends, as it does when its parent dies. */
    public static void main(String[] arguments) throws IOException {
        try (TestStore store = new TestStore(Path.of(arguments[0]))) {
            System.out.println(new String(store.announcement(), StandardCharsets.UTF_8));
            System.out.flush();
            System.in.readAllBytes();
        }
    }
}
