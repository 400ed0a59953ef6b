package io.msagent.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.call.Deadline;
import io.msagent.core.client.ClientOptions;
import io.msagent.core.client.HttpTransport;
import io.msagent.core.client.Transport;
import io.msagent.core.client.Transport.Reply;
import io.msagent.core.config.Settings;
import io.msagent.core.tls.ReloadingTls;
import io.msagent.core.tls.TlsFiles;
import io.msagent.core.wire.Protocol;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls over TLS with certificates made by the very commands of docs/security.md; the body runs for nobody else. */
class TlsCallTest {
    private static final Pattern COMMANDS =
            Pattern.compile("## TLS between processes.*?```sh\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    static Path ours;

    @TempDir
    static Path strangers;

    @TempDir
    Path changing;

    private final TestMethod echo = TestMethod.of("echo", arguments -> arguments[0]);

    @BeforeAll
    static void makeCertificates() throws Exception {
        Matcher commands = COMMANDS.matcher(Files.readString(Path.of("../../docs/security.md")));
        assertThat(commands.find()).isTrue();
        for (Path folder : new Path[] {ours, strangers}) {
            Path said = folder.resolve("said.txt");
            Process made = new ProcessBuilder("sh", "-e", "-c", commands.group(1))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            assertThat(made.waitFor()).as(Files.readString(said)).isZero();
        }
    }

    private static TlsFiles files(Path trusted, Path shown) {
        return new TlsFiles(
                "tls.",
                trusted.resolve("ca.pem"),
                shown == null ? null : shown.resolve("tls.pem"),
                shown == null ? null : shown.resolve("tls.key"));
    }

    private ServerFixture provider(Path folder, boolean clientRequired) {
        return provider("127.0.0.1", folder, clientRequired);
    }

    private ServerFixture provider(String host, Path folder, boolean clientRequired) {
        ServerTls tls = new ServerTls(new ReloadingTls(files(folder, folder)), clientRequired);
        return new ServerFixture(new ServerOptions(host, 0, 1, 1, 0, 1_000, 100, tls, Duration.ofSeconds(30)), echo);
    }

    private static Reply call(ServerFixture server, TlsFiles files) {
        ClientOptions options = ClientOptions.from(Settings.of(Map.of("connect.timeout", "30s")));
        try (Transport transport = new HttpTransport(options, files == null ? null : new ReloadingTls(files))) {
            Reply first = send(transport, server);
            // and once more over the connection that was kept
            return first instanceof Reply.Answered ? send(transport, server) : first;
        }
    }

    private static Reply send(Transport transport, ServerFixture server) {
        Transport.Request request = new Transport.Request(
                Protocol.CALL_PATH + "test/echo",
                Map.of("Authorization", ServerFixture.TOKEN.header()),
                "[7]".getBytes(StandardCharsets.UTF_8));
        return transport.send(
                server.server.address().getHost(),
                server.server.port(),
                request,
                Deadline.after(Duration.ofMinutes(1)));
    }

    private void refused(Reply reply, String why) {
        assertThat(reply).isNotInstanceOf(Reply.Answered.class);
        if (!why.isEmpty()) {
            assertThat(reply).isInstanceOf(Reply.Unreachable.class);
            assertThat(((Reply.Unreachable) reply).cause()).hasMessageContaining(why);
        }
        assertThat(echo.started()).isZero();
    }

    @Test
    void bothShowTheirCertificates() {
        try (ServerFixture server = provider(ours, true)) {
            assertThat(call(server, files(ours, ours))).isInstanceOf(Reply.Answered.class);
            assertThat(echo.started()).isEqualTo(2);
        }
    }

    @Test
    void aCallerWithoutCertificateIsRefused() {
        try (ServerFixture server = provider(ours, true)) {
            refused(call(server, files(ours, null)), "");
        }
    }

    @Test
    void aCallerWithoutCertificateIsServedWhereNoneIsDemanded() {
        try (ServerFixture server = provider(ours, false)) {
            assertThat(call(server, files(ours, null))).isInstanceOf(Reply.Answered.class);
        }
    }

    @Test
    void aStrangersCertificateIsRefusedAlthoughHeHasTheToken() {
        try (ServerFixture server = provider(ours, true)) {
            refused(call(server, files(ours, strangers)), "");
        }
    }

    @Test
    void aProviderOfAnotherAuthorityGetsNothing() {
        try (ServerFixture server = provider(strangers, false)) {
            refused(call(server, files(ours, ours)), "an authority that tls.ca does not name");
        }
    }

    @Test
    void aCertificateForAnotherAddressIsRefused() {
        try (ServerFixture server = provider("127.0.0.2", ours, true)) {
            refused(call(server, files(ours, ours)), "(expected: 127.0.0.2 among the subject alternative names");
        }
    }

    @Test
    void clearTextAndTlsDoNotMeet() throws Exception {
        try (ServerFixture server = provider(ours, false)) {
            refused(call(server, null), "");
        }
        try (ServerFixture server = ServerFixture.with(echo)) {
            refused(call(server, files(ours, ours)), "TLS: ");
        }
    }

    @Test
    void certificatesAreReadAgainWhenTheyChange() throws Exception {
        copy(ours);
        try (ServerFixture server = provider(changing, true)) {
            assertThat(call(server, files(ours, ours))).isInstanceOf(Reply.Answered.class);
            copy(strangers);
            assertThat(call(server, files(ours, ours))).isNotInstanceOf(Reply.Answered.class);
            assertThat(call(server, files(strangers, strangers))).isInstanceOf(Reply.Answered.class);
        }
    }

    private void copy(Path from) throws Exception {
        for (String name : new String[] {"ca.pem", "tls.key", "tls.pem"}) {
            Files.copy(from.resolve(name), changing.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
