package io.msagent.stateful.store.jdbc;

import io.msagent.stateful.store.StateStore.Around;
import io.msagent.stateful.store.StateStore.Commit;
import io.msagent.stateful.store.StoreException;
import io.msagent.stateful.store.StoreException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One commit: fence, state, outcome and torn marks. */
final class Committing {
    /**
     * The partition's epoch, its row locked so that a take waits for this commit, and what stands for the call: null,
     * {@link Outcomes#TORN} or another status. A shared lock: commits of one partition do not wait for each other where the
     * database has such locks.
     */
    private static final String FENCE_BUT_LOCK = "SELECT epoch,"
            + " (SELECT status FROM ms_agent.outcomes WHERE service = ? AND tx = ? AND call_no = ?)"
            + " FROM ms_agent.partitions WHERE service = ? AND partition_no = ? ";

    private record Standing(long epoch, boolean known, boolean torn) {}

    private final String fence;

    Committing(Dialect dialect) {
        fence = FENCE_BUT_LOCK + dialect.sharedLock();
    }

    void run(Connection connection, Commit commit) throws SQLException, StoreException {
        Standing standing = standing(connection, commit);
        if (standing.known() && !standing.torn()) {
            throw new StoreException(
                    Kind.DUPLICATE,
                    "call " + commit.call() + " of " + commit.key().service() + " has ended before",
                    null);
        }
        if (commit.state() != null) {
            States.save(connection, commit, commit.state());
        }
        Outcomes.write(connection, commit, standing.torn());
        for (Around around : commit.around()) {
            Outcomes.tear(connection, commit, around);
        }
    }

    private Standing standing(Connection connection, Commit commit) throws SQLException, StoreException {
        String service = commit.key().service();
        int partition = commit.key().partition();
        long mine = commit.lease().epoch();
        Standing standing = fence(connection, commit);
        if (standing == null || standing.epoch() < mine) {
            // nobody has taken it under a higher epoch; from here on nobody writes under a lower one
            Partitions.raise(connection, service, partition, mine);
            standing = fence(connection, commit);
        }
        if (standing == null || standing.epoch() > mine) {
            throw new StoreException(
                    Kind.FENCED,
                    "partition " + partition + " of " + service + ": epoch " + mine + " (expected: "
                            + (standing == null ? "a partition" : standing.epoch())
                            + "; another instance has taken it)",
                    null);
        }
        return standing;
    }

    private @Nullable Standing fence(Connection connection, Commit commit) throws SQLException {
        String service = commit.key().service();
        return Sql.first(
                connection,
                fence,
                row -> {
                    int status = row.getInt(2);
                    boolean known = !row.wasNull();
                    return new Standing(row.getLong(1), known, known && status == Outcomes.TORN);
                },
                service,
                commit.call().id().value(),
                commit.call().number(),
                service,
                commit.key().partition());
    }
}
