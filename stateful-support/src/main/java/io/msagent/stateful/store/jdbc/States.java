package io.msagent.stateful.store.jdbc;

import io.msagent.stateful.store.StateStore.Commit;
import io.msagent.stateful.store.StateStore.StateKey;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The table of states. */
final class States {
    private static final String WHERE = " WHERE service = ? AND partition_no = ? AND state_key = ? AND class_name = ?";
    private static final String SELECT = "SELECT state FROM ms_agent.states" + WHERE;
    private static final String UPDATE =
            "UPDATE ms_agent.states" + " SET state = ?, epoch = ?, of_transaction = of_transaction AND ?" + WHERE;
    private static final String INSERT = "INSERT INTO ms_agent.states"
            + " (service, partition_no, state_key, class_name, state, epoch, of_transaction)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)";

    private States() {}

    static byte @Nullable [] load(Connection connection, StateKey key) throws SQLException {
        return Sql.first(
                connection, SELECT, row -> row.getBytes(1), key.service(), key.partition(), key.key(), key.className());
    }

    static void save(Connection connection, Commit commit, byte[] state) throws SQLException {
        StateKey key = commit.key();
        long epoch = commit.lease().epoch();
        boolean ofTransaction = commit.ofTransaction();
        int rows = Sql.update(
                connection,
                UPDATE,
                state,
                epoch,
                ofTransaction,
                key.service(),
                key.partition(),
                key.key(),
                key.className());
        if (rows == 0) {
            Sql.update(
                    connection,
                    INSERT,
                    key.service(),
                    key.partition(),
                    key.key(),
                    key.className(),
                    state,
                    epoch,
                    ofTransaction);
        }
    }
}
