package io.msagent.stateful.store.jdbc;

import io.msagent.core.call.TransactionCall;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.stateful.store.StateStore.Around;
import io.msagent.stateful.store.StateStore.Commit;
import io.msagent.stateful.store.StateStore.Known;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The table of outcomes. A call has one row in its service, whatever its partition: a repetition with another key, which
 * only a body that is not deterministic makes, finds it too.
 */
final class Outcomes {
    /** Status of a call of whose effect a part was committed. */
    static final int TORN = 0;

    private static final String WHERE = " WHERE service = ? AND tx = ? AND call_no = ?";
    private static final String SELECT = "SELECT status, fingerprint, headers, body FROM ms_agent.outcomes" + WHERE;
    private static final String FLOOR = "SELECT tx_millis FROM ms_agent.floors WHERE service = ?";
    private static final String INSERT = "INSERT INTO ms_agent.outcomes"
            + " (service, tx, call_no, partition_no, tx_millis, fingerprint, status, headers, body)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String MEND = "UPDATE ms_agent.outcomes"
            + " SET partition_no = ?, fingerprint = ?, status = ?, headers = ?, body = ?"
            + WHERE + " AND status = " + TORN;
    private static final String THERE = "SELECT 1 FROM ms_agent.outcomes" + WHERE;

    private Outcomes() {}

    /** What is known of a call. */
    static Known find(Connection connection, String service, TransactionCall call) throws SQLException {
        Known known =
                Sql.first(connection, SELECT, Outcomes::read, service, call.id().value(), call.number());
        if (known != null) {
            return known;
        }
        // read after the outcome: what was dropped before that has raised the floor by now
        Long floor = Sql.first(connection, FLOOR, row -> row.getLong(1), service);
        return floor == null || call.id().millis() >= floor ? new Known.New() : new Known.TooOld();
    }

    private static Known read(ResultSet row) throws SQLException {
        int status = row.getInt(1);
        String fingerprint = row.getString(2);
        return status == TORN
                ? new Known.Torn(fingerprint)
                : new Known.Ended(fingerprint, new Answer(status, Headers.parse(row.getString(3)), row.getBytes(4)));
    }

    /**
     * Writes the outcome in place of a torn mark, or anew; that it is there already is a violation of the unique key.
     *
     * @param torn whether there is such a mark
     */
    static void write(Connection connection, Commit commit, boolean torn) throws SQLException {
        String service = commit.key().service();
        TransactionCall call = commit.call();
        Answer answer = commit.answer();
        String headers = Headers.text(answer.headers());
        int mended = 0;
        if (torn) {
            mended = Sql.update(
                    connection,
                    MEND,
                    commit.key().partition(),
                    commit.fingerprint(),
                    answer.status(),
                    headers,
                    answer.body(),
                    service,
                    call.id().value(),
                    call.number());
        }
        if (mended == 0) {
            // never torn, or the mark was dropped as too old meanwhile
            insert(connection, commit, call, commit.fingerprint(), answer.status(), headers, answer.body());
        }
    }

    /** Marks a call as torn, if nothing is known of it yet. */
    static void tear(Connection connection, Commit commit, Around around) throws SQLException {
        TransactionCall call = around.call();
        Integer there = Sql.first(
                connection,
                THERE,
                row -> row.getInt(1),
                commit.key().service(),
                call.id().value(),
                call.number());
        if (there == null) {
            insert(connection, commit, call, around.fingerprint(), TORN, "", new byte[0]);
        }
    }

    private static void insert(
            Connection connection,
            Commit commit,
            TransactionCall call,
            String fingerprint,
            int status,
            String headers,
            byte[] body)
            throws SQLException {
        Sql.update(
                connection,
                INSERT,
                commit.key().service(),
                call.id().value(),
                call.number(),
                commit.key().partition(),
                call.id().millis(),
                fingerprint,
                status,
                headers,
                body);
    }
}
