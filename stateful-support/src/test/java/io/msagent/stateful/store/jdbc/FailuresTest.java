package io.msagent.stateful.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.stateful.store.StoreException;
import io.msagent.stateful.store.StoreException.Kind;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What codes mean. */
class FailuresTest {
    private static final Address ADDRESS =
            Address.of("jdbc:postgresql://me:secret@db.example/app?password=secret", "me", "secret");

    @ParameterizedTest
    @CsvSource({
        "08006, AWAY", // connection failure
        "08001, AWAY", // cannot connect
        "57P01, AWAY", // the server stops
        "57P03, AWAY", // it starts
        "53300, AWAY", // too many connections
        "57014, AWAY", // statement took too long
        "40001, AWAY", // still in the way of others after all tries
        "90067, AWAY", // H2: connection broken
        "90020, AWAY", // H2: another process has the file
        "25006, AWAY", // a primary until a moment ago
        "53100, AWAY", // disk full
        "53200, AWAY", // out of memory
        "53400, AWAY", // a limit of its configuration
        "42501, REFUSED", // no right
        "28P01, REFUSED", // wrong password
        "28000, REFUSED", // H2: wrong user or password
        "3D000, REFUSED", // no such database
        "42P01, REFUSED", // no such table
    })
    void aCodeBeforeTheCommit(String code, Kind kind) {
        StoreException e = Failures.of(new SQLException("because\nof more", code), ADDRESS, "doing it");

        assertThat(e.kind()).isEqualTo(kind);
        assertThat(e)
                .hasMessageContaining("jdbc:postgresql://db.example/app")
                .hasMessageContaining("doing it: because [" + code + "]")
                .hasMessageNotContaining("secret");
    }

    @Test
    void thePoolsOwnFailuresSayWhatIsBeneath() {
        SQLException beneath = new SQLException("Connection refused", "08001");

        StoreException e = Failures.of(
                new SQLTransientConnectionException("pool: not available, timed out", "08001", beneath), ADDRESS, "x");

        assertThat(e.kind()).isEqualTo(Kind.AWAY);
        assertThat(e).hasMessageContaining("Connection refused").hasMessageNotContaining("timed out");
        assertThat(Failures.of(new SQLException("interrupted"), ADDRESS, "x").kind())
                .isEqualTo(Kind.AWAY);
    }
}
