package io.msagent.stateful.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Drops old outcomes, some hundreds at a time, and says up to which time. */
final class Cleaning {
    /** Rows dropped in one transaction: far below a second of work. */
    private static final int BATCH = 500;

    private static final String OLDEST = "SELECT tx, call_no, partition_no, tx_millis FROM ms_agent.outcomes"
            + " WHERE service = ? AND tx_millis < ? ORDER BY tx_millis, tx FETCH FIRST ? ROWS ONLY";
    private static final String COUNT = "SELECT count(*) FROM ms_agent.outcomes WHERE service = ?";
    private static final String DROP = "DELETE FROM ms_agent.outcomes WHERE service = ? AND tx = ? AND call_no = ?";
    /** A call without a key has its transaction's id for one; so may a method's own key. */
    private static final String DROP_STATE = "DELETE FROM ms_agent.states"
            + " WHERE service = ? AND partition_no = ? AND state_key = ? AND of_transaction"
            + " AND NOT EXISTS (SELECT 1 FROM ms_agent.outcomes WHERE service = ? AND tx = ?)";

    private static final String FLOOR = "SELECT tx_millis FROM ms_agent.floors WHERE service = ? FOR UPDATE";
    private static final String RAISE = "UPDATE ms_agent.floors SET tx_millis = ? WHERE service = ?";
    private static final String INSERT = "INSERT INTO ms_agent.floors (service, tx_millis) VALUES (?, ?)";

    private record Old(String tx, String number, int partition, long millis) {}

    private Cleaning() {}

    /** How many were dropped. */
    static int run(Connection connection, String service, long beforeMillis, int most) throws SQLException {
        List<Old> old = oldest(connection, service, beforeMillis, BATCH);
        if (old.isEmpty()) {
            Long there = Sql.first(connection, COUNT, row -> row.getLong(1), service);
            long tooMany = there == null ? 0 : there - most;
            if (tooMany <= 0) {
                return 0;
            }
            old = oldest(connection, service, Long.MAX_VALUE, (int) Math.min(BATCH, tooMany));
        }
        // first of all: whoever drops the same at the same time waits here
        raiseFloor(connection, service, old.get(old.size() - 1).millis() + 1);
        drop(connection, service, old);
        return old.size();
    }

    private static List<Old> oldest(Connection connection, String service, long before, int limit) throws SQLException {
        try (PreparedStatement statement = Sql.prepare(connection, OLDEST, service, before, limit);
                ResultSet rows = statement.executeQuery()) {
            List<Old> old = new ArrayList<>();
            while (rows.next()) {
                old.add(new Old(rows.getString(1), rows.getString(2), rows.getInt(3), rows.getLong(4)));
            }
            return old;
        }
    }

    private static void raiseFloor(Connection connection, String service, long millis) throws SQLException {
        Long floor = Sql.first(connection, FLOOR, row -> row.getLong(1), service);
        if (floor == null) {
            Sql.update(connection, INSERT, service, millis);
        } else if (floor < millis) {
            Sql.update(connection, RAISE, millis, service);
        }
    }

    private static void drop(Connection connection, String service, List<Old> old) throws SQLException {
        try (PreparedStatement outcomes = connection.prepareStatement(DROP);
                PreparedStatement states = connection.prepareStatement(DROP_STATE)) {
            for (Old each : old) {
                outcomes.setString(1, service);
                outcomes.setString(2, each.tx());
                outcomes.setString(3, each.number());
                outcomes.addBatch();
                states.setString(1, service);
                states.setInt(2, each.partition());
                states.setString(3, each.tx());
                states.setString(4, service);
                states.setString(5, each.tx());
                states.addBatch();
            }
            outcomes.executeBatch();
            states.executeBatch();
        }
    }
}
