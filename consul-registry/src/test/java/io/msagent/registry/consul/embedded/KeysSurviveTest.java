package io.msagent.registry.consul.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.core.registry.RegistryServerFactory.Running;
import io.msagent.registry.consul.Http;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is left after a server's end, good or bad, and what it says when it cannot begin. */
class KeysSurviveTest extends ServerTest {

    /** Run in a process of its own: starts a server, prints its address, and waits to be killed. */
    public static void main(String[] args) throws Exception {
        System.out.println(start(Path.of(args[0])).address());
        Thread.currentThread().join();
    }

    @Test
    void keysAreThereAgainAndNothingElse() throws Exception {
        register("w", "web");
        String session = Http.json(http.put("/v1/session/create", "")).get("ID").asText();
        String leaving = Http.json(http.put("/v1/session/create", "{\"Behavior\": \"delete\"}"))
                .get("ID")
                .asText();
        http.put("/v1/kv/plain%2F%C3%BC?flags=18446744073709551615", "ü\n\u0000");
        http.put("/v1/kv/locked?acquire=" + session, "held");
        http.put("/v1/kv/leaving?acquire=" + leaving, "held");
        http.put("/v1/kv/deleted", "x");
        http.delete("/v1/kv/deleted");
        JsonNode before = http.json("/v1/kv/plain/%C3%BC");
        long index = Http.index(http.get("/v1/kv/?recurse"));

        restart();

        assertThat(http.json("/v1/kv/plain/%C3%BC")).isEqualTo(before);
        assertThat(http.json("/v1/kv/?keys").toString()).isEqualTo("[\"locked\",\"plain/ü\"]");
        assertThat(http.json("/v1/kv/locked").get(0).has("Session")).isFalse();
        assertThat(http.json("/v1/agent/services")).isEmpty();
        assertThat(http.json("/v1/session/list")).isEmpty();
        assertThat(Http.index(http.get("/v1/kv/none"))).as("never backwards").isGreaterThan(index);
    }

    @Test
    void ofATransactionAllIsThereAgainOrNothing() throws Exception {
        http.put("/v1/kv/old", "x");
        Path log = temp.resolve("registry/keys.log");
        http.put(
                "/v1/txn",
                "[{\"KV\": {\"Verb\": \"set\", \"Key\": \"a\", \"Value\": \"aGk=\"}},"
                        + " {\"KV\": {\"Verb\": \"set\", \"Key\": \"b\", \"Value\": \"aG8=\"}},"
                        + " {\"KV\": {\"Verb\": \"delete\", \"Key\": \"old\"}}]");
        byte[] whole = Files.readAllBytes(log);

        restart();
        assertThat(http.json("/v1/kv/?keys").toString()).isEqualTo("[\"a\",\"b\"]");

        server.close();
        Files.write(log, Arrays.copyOf(whole, whole.length - 1));
        server = start(log.getParent());
        http = new Http(server.address(), TOKEN);
        assertThat(http.json("/v1/kv/?keys").toString()).isEqualTo("[\"old\"]");
    }

    @Test
    void whatWasAnsweredSurvivesAKilledProcess() throws Exception {
        Path folder = temp.resolve("killed");
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeysSurviveTest.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            URI address = URI.create(
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                            .readLine());
            Http doomed = new Http(address, TOKEN);
            for (int i = 0; i < 200; i++) {
                assertThat(doomed.put("/v1/kv/k" + i, "v" + i).body()).isEqualTo("true");
            }
        } finally {
            process.destroyForcibly().waitFor();
        }

        try (Running next = start(folder)) {
            Http again = new Http(next.address(), TOKEN);
            for (int i = 0; i < 200; i++) {
                assertThat(again.get("/v1/kv/k" + i + "?raw").body()).isEqualTo("v" + i);
            }
        }
    }

    @Test
    void manyChangesDoNotMakeTheFileGrowWithoutBound() throws Exception {
        String value = "x".repeat(256 * 1024);
        for (int i = 0; i < 100; i++) {
            http.put("/v1/kv/k", value + i);
        }

        assertThat(Files.size(log())).isLessThan(8L * 1024 * 1024);
        restart();
        assertThat(http.get("/v1/kv/k?raw").body()).isEqualTo(value + 99);
    }

    @Test
    void aLineThatWasCutOffIsDroppedAndTheRestStays() throws Exception {
        http.put("/v1/kv/a", "1");
        http.put("/v1/kv/b", "2");
        server.close();
        byte[] bytes = Files.readAllBytes(log());
        Files.write(log(), java.util.Arrays.copyOf(bytes, bytes.length - 5));

        restart();

        assertThat(http.json("/v1/kv/?keys").toString()).isEqualTo("[\"a\"]");
        http.put("/v1/kv/c", "3");
        restart();
        assertThat(http.json("/v1/kv/?keys").toString()).isEqualTo("[\"a\",\"c\"]");
    }

    @Test
    void aDamagedFileIsAnErrorAndLeftAsItIs() throws Exception {
        http.put("/v1/kv/a", "1");
        http.put("/v1/kv/b", "2");
        server.close();
        byte[] bytes = Files.readAllBytes(log());
        bytes[bytes.length / 2] ^= 1;
        Files.write(log(), bytes);

        assertThatIOException()
                .isThrownBy(() -> start(folder()))
                .withMessageContaining(log().toString())
                .withMessageContaining("line 2 is damaged")
                .withMessageContaining("move it away");
        assertThat(Files.readAllBytes(log())).isEqualTo(bytes);
    }

    @Test
    void aFileThatIsNoneOfOursIsAnError() throws Exception {
        server.close();
        Files.writeString(log(), "hello\n", StandardOpenOption.TRUNCATE_EXISTING);
        assertThatIOException().isThrownBy(() -> start(folder())).withMessageContaining("line 1 is damaged");

        Files.writeString(log(), "", StandardOpenOption.TRUNCATE_EXISTING);
        assertThatIOException().isThrownBy(() -> start(folder())).withMessageContaining("no complete line");
    }

    @Test
    void onlyTheOwnerCanRead() throws IOException {
        http.put("/v1/kv/secret", "x");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log())))
                .isEqualTo("rw-------");
    }

    @Test
    void twoServersCannotShareAFolder() {
        assertThatIOException()
                .isThrownBy(() -> start(folder()))
                .withMessageContaining(folder().toString())
                .withMessageContaining("in use");
        assertThat(http.put("/v1/kv/a", "1").body()).isEqualTo("true");
    }

    @Test
    void anAddressInUseIsNamed() {
        InetSocketAddress taken =
                new InetSocketAddress("127.0.0.1", server.address().getPort());

        assertThatIOException()
                .isThrownBy(() -> new EmbeddedRegistryFactory().start(taken, TOKEN, temp.resolve("second")))
                .withMessageContaining("127.0.0.1:" + taken.getPort())
                .withMessageContaining("free port");
    }

    @Test
    void listensOnLoopbackOnly() {
        assertThatIOException()
                .isThrownBy(() -> new EmbeddedRegistryFactory()
                        .start(new InetSocketAddress("0.0.0.0", 0), TOKEN, temp.resolve("open")))
                .withMessageContaining("not loopback");
    }

    @Test
    void listensOnIpv6Too() throws IOException {
        try (Running six =
                new EmbeddedRegistryFactory().start(new InetSocketAddress("::1", 0), TOKEN, temp.resolve("six"))) {
            assertThat(new Http(six.address(), TOKEN).get("/v1/agent/self").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void itsThreadsAreDaemons() {
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("ms-agent-registry"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    private Path log() {
        return folder().resolve("keys.log");
    }

    private void restart() throws IOException {
        server.close();
        server = start(folder());
        http = new Http(server.address(), TOKEN);
    }
}
