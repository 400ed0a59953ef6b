package io.msagent.stateful.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.core.token.ClusterToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.h2.Driver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the embedded store lets nobody do. */
class ClosedDoorsTest {
    @TempDir
    static Path folder;

    private static TestStore store;

    @BeforeAll
    static void start() throws IOException {
        store = new TestStore(folder);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    private static Connection connect(String url, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return new Driver().connect(url, properties);
    }

    @Test
    void theServiceUserMayWorkWithRowsAndNothingElse() throws SQLException {
        try (Connection connection = connect(
                        store.address().url(),
                        Announcement.USER,
                        store.address().password());
                Statement statement = connection.createStatement()) {
            assertThatCode(() -> statement.execute("DELETE FROM ms_agent.states"))
                    .doesNotThrowAnyException();
            for (String forbidden : new String[] {
                "DROP TABLE ms_agent.states",
                "ALTER TABLE ms_agent.states ADD COLUMN x INT",
                "CREATE TABLE ms_agent.more (x INT)",
                "CREATE TABLE more (x INT)",
                "CREATE USER more PASSWORD 'x'",
                "ALTER USER OWNER SET PASSWORD 'x'",
                "CREATE ALIAS more FOR \"java.lang.System.getProperty\"",
                "SELECT * FROM CSVREAD('/etc/passwd')",
                "SELECT FILE_READ('/etc/passwd')",
                "SCRIPT TO '" + folder.resolve("stolen") + "'",
                "DELETE FROM ms_agent.\"history\"",
                "SHUTDOWN"
            }) {
                assertThatThrownBy(() -> statement.execute(forbidden))
                        .as(forbidden)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("ights");
            }
        }
    }

    @Test
    void nobodyElseComesIn() {
        String url = store.address().url();
        String password = store.address().password();
        assertThatThrownBy(() -> connect(url, Announcement.USER, ""))
                .hasMessageContaining("Wrong user name or password");
        assertThatThrownBy(() -> connect(url, "OWNER", password)).hasMessageContaining("Wrong user name or password");
        assertThatThrownBy(() -> connect(url, "SA", "")).hasMessageContaining("Wrong user name or password");
        String server = url.substring(0, url.lastIndexOf('/') + 1);
        assertThatThrownBy(() -> connect(server + "mem:new", "SA", "")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> connect(server + folder.resolve("other"), "SA", ""))
                .isInstanceOf(SQLException.class);
        assertThat(folder.resolve("other.mv.db")).doesNotExist();
    }

    @Test
    void theNextRunHasAnotherPassword(@TempDir Path other) throws IOException {
        byte[] first;
        try (TestStore once = new TestStore(other)) {
            first = once.announcement();
        }
        try (TestStore again = new TestStore(other)) {
            String old = TestStore.address(first).password();
            assertThat(again.address().password()).isNotEqualTo(old);
            assertThatThrownBy(() -> connect(again.address().url(), Announcement.USER, old))
                    .hasMessageContaining("Wrong user name or password");
        }
    }

    @Test
    void anAnnouncementIsBelievedOnlyIfTheTokenFits() {
        byte[] announcement = store.announcement();
        String text = new String(announcement, StandardCharsets.UTF_8);

        assertThat(Announcement.read(announcement, TestStore.TOKEN)).isPresent();
        assertThat(Announcement.read(announcement, ClusterToken.of("another cluster's".replace(' ', '-'))))
                .isEmpty();
        assertThat(Announcement.read(
                        text.replace("127.0.0.1", "127.0.0.2").getBytes(StandardCharsets.UTF_8), TestStore.TOKEN))
                .isEmpty();
        assertThat(Announcement.read("[]".getBytes(StandardCharsets.UTF_8), TestStore.TOKEN))
                .isEmpty();
        assertThat(Announcement.read("no JSON".getBytes(StandardCharsets.UTF_8), TestStore.TOKEN))
                .isEmpty();
        assertThat(text).doesNotContain(store.address().password());
    }

    @Test
    void theOwnersPasswordIsForTheOwnersEyes() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("owner"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anotherAddressThanLoopbackIsRefused() {
        assertThatCode(() -> EmbeddedStoreFactory.checkAddress("127.0.0.1")).doesNotThrowAnyException();
        assertThatThrownBy(() -> EmbeddedStoreFactory.checkAddress(null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("h2.bindAddress: not set (expected: 127.0.0.1");
        assertThatThrownBy(() -> EmbeddedStoreFactory.checkAddress("0.0.0.0"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("h2.bindAddress: 0.0.0.0 (expected: 127.0.0.1");
    }
}
