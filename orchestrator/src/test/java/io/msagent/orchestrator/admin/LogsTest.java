package io.msagent.orchestrator.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.orchestrator.control.Commands;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Output of instances, of this host and of another's. */
@Timeout(120)
class LogsTest {
    private static final String PATH = "/ms/v1/logs/" + Desk.INSTANCE;

    @TempDir
    Path folder;

    private Served here;
    private Served there;

    @BeforeEach
    void start() throws Exception {
        here = new Served(Files.createDirectory(folder.resolve("here")), "here");
        there = new Served(Files.createDirectory(folder.resolve("there")), "there");
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    @Test
    void theLastLinesAndThenThoseThatCome() throws Exception {
        Path log = write("here", "one\ntwo\nthree\n");
        assertThat(here.get(PATH + "?lines=2").body()).isEqualTo("two\nthree\n");
        Files.writeString(log, "fo", StandardOpenOption.APPEND);
        HttpResponse<InputStream> followed = here.open(here.request(PATH + "?lines=2&follow=true"));
        assertThat(followed.headers().firstValue("ms-log-lines")).contains("2");
        assertThat(followed.headers().firstValue("ms-log-instance")).contains(Desk.INSTANCE);
        try (BufferedReader lines = reader(followed)) {
            assertThat(lines.readLine()).isEqualTo("two");
            assertThat(lines.readLine()).isEqualTo("three");
            Files.writeString(log, "ur\n", StandardOpenOption.APPEND);
            assertThat(lines.readLine()).isEqualTo("four");
            // as rotation does it, with what nobody had read yet
            Files.writeString(
                    folder.resolve("here").resolve(Desk.INSTANCE + ".log.1"), "one\ntwo\nthree\nfour\nrest\n");
            Files.writeString(log, "five\n", StandardOpenOption.TRUNCATE_EXISTING);
            assertThat(lines.readLine()).isEqualTo("rest");
            assertThat(lines.readLine()).isEqualTo("five");
            Files.writeString(log, "last\n", StandardOpenOption.APPEND);
            here.desk.state = "dead";
            assertThat(lines.readLine()).isEqualTo("last");
            assertThat(lines.readLine()).isNull();
        }
    }

    @Test
    void whatAnotherHostHasIsFetchedThere() throws Exception {
        Path log = write("there", "one\ntwo\n");
        here.desk.place = place("there", there.server.url().toString());
        there.desk.place = Optional.of(new Commands.LogPlace(Desk.INSTANCE, "there", true, ""));
        assertThat(here.get(PATH + "?lines=1").body()).isEqualTo("two\n");
        HttpResponse<InputStream> followed = here.open(here.request(PATH + "?lines=1&follow=true"));
        assertThat(followed.headers().firstValue("ms-log-lines")).contains("1");
        try (BufferedReader lines = reader(followed)) {
            assertThat(lines.readLine()).isEqualTo("two");
            Files.writeString(log, "three\n", StandardOpenOption.APPEND);
            assertThat(lines.readLine()).isEqualTo("three");
        }
    }

    @Test
    void whatCannotBeFetchedIsSaid() throws Exception {
        here.desk.place = place("there", "");
        assertThat(here.get(PATH).statusCode()).isEqualTo(503);
        here.desk.place = place("there", "https://127.0.0.1:1");
        assertThat(here.get(PATH).statusCode())
                .as("speaks TLS, and this one does not")
                .isEqualTo(503);
        here.desk.place = place("there", "http://127.0.0.1:1");
        HttpResponse<String> answer = here.get(PATH);
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("the orchestrator of host there at http://127.0.0.1:1 does not answer");
    }

    @Test
    void twoThatBothSayTheOtherHasItDoNotAskInACircle() throws Exception {
        here.desk.place = place("there", there.server.url().toString());
        there.desk.place = place("here", here.server.url().toString());
        assertThat(here.get(PATH).statusCode()).isEqualTo(502);
    }

    private static Optional<Commands.LogPlace> place(String host, String admin) {
        return Optional.of(new Commands.LogPlace(Desk.INSTANCE, host, false, admin));
    }

    private Path write(String host, String text) throws Exception {
        return Files.writeString(folder.resolve(host).resolve(Desk.INSTANCE + ".log"), text);
    }

    private static BufferedReader reader(HttpResponse<InputStream> answer) {
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }
}
