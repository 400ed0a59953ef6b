package io.msagent.stateful.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** The table of partitions: its row is what a commit and a take wait for each other at. */
final class Partitions {
    private static final String LOCK =
            "SELECT epoch FROM ms_agent.partitions WHERE service = ? AND partition_no = ? FOR UPDATE";
    private static final String INSERT =
            "INSERT INTO ms_agent.partitions (service, partition_no, epoch) VALUES (?, ?, ?)";
    private static final String RAISE =
            "UPDATE ms_agent.partitions SET epoch = ? WHERE service = ? AND partition_no = ?";

    private Partitions() {}

    /** Raises the epoch to the given one if it is lower; the epoch from now on. Waits for commits that are under way. */
    static long raise(Connection connection, String service, int partition, long epoch) throws SQLException {
        Long last = Sql.first(connection, LOCK, row -> row.getLong(1), service, partition);
        if (last == null) {
            Sql.update(connection, INSERT, service, partition, epoch);
        } else if (last < epoch) {
            Sql.update(connection, RAISE, epoch, service, partition);
        } else {
            return last;
        }
        return epoch;
    }

    /** Returns when no commit of this partition is under way. */
    static void await(Connection connection, String service, int partition) throws SQLException {
        Sql.first(connection, LOCK, row -> row.getLong(1), service, partition);
    }
}
