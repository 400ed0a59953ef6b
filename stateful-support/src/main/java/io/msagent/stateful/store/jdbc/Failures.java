package io.msagent.stateful.store.jdbc;

import io.msagent.stateful.store.StoreException;
import io.msagent.stateful.store.StoreException.Kind;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a database's error codes mean to us. Codes: SQL:2016, PostgreSQL's appendix A, H2's ErrorCode. */
final class Failures {
    private static final String UNIQUE = "23505";

    /** Serialisation failure, deadlock, lock not had in time, concurrent update: the same once more may succeed. */
    private static final Set<String> AGAIN = Set.of("40001", "40P01", "55P03", "HYT00", "90131");

    /** A transaction that may only read: so is every one of a primary that has been demoted. */
    private static final String READ_ONLY = "25006";

    /**
     * H2: connection broken, file opened by another process, database closed or closing; PostgreSQL: it stops or starts, or
     * may only be read until another is primary.
     */
    private static final Set<String> AWAY = Set.of(
            "90067", "90020", "90098", "90121", "90007", "57P01", "57P02", "57P03", "57014", "57051", "25P03",
            READ_ONLY);

    /** Class of disk full, out of memory, too many connections, a limit of the configuration: somebody will make room. */
    private static final String NO_ROOM = "53";

    /** H2's codes of lost connections, and that of a connection to the former primary. */
    private static final Set<String> USELESS = Set.of("90067", "90098", "90121", READ_ONLY);

    private Failures() {}

    /** Whether a row is there already. */
    static boolean isDuplicate(SQLException e) {
        return UNIQUE.equals(e.getSQLState());
    }

    /** Whether the transaction was rolled back only because of others at the same time. */
    static boolean isPassing(SQLException e) {
        return e.getSQLState() != null && AGAIN.contains(e.getSQLState());
    }

    /** Whether the connection leads to what will never do again; of those codes that the pool does not know. */
    static boolean isConnectionUseless(SQLException e) {
        return e.getSQLState() != null && USELESS.contains(e.getSQLState());
    }

    /** Of a failure before a commit was sent: nothing was done. */
    static StoreException of(SQLException e, Address address, String what) {
        String state = state(e);
        // without a code it is the pool's: closed meanwhile, or its caller was interrupted
        if (state.isEmpty()
                || state.startsWith("08")
                || state.startsWith(NO_ROOM)
                || AWAY.contains(state)
                || isPassing(e)
                || e instanceof SQLTransientConnectionException) {
            String hint = state.equals("90020")
                    ? " (another process has its file open: for several processes leave state.url out, so that the"
                            + " orchestrator runs the store, or use PostgreSQL)"
                    : "";
            return new StoreException(
                    Kind.AWAY, "state store " + address + " is away, " + what + ": " + text(e) + hint, e);
        }
        return new StoreException(Kind.REFUSED, "state store " + address + " refuses, " + what + ": " + text(e), e);
    }

    /** Of a failure while a commit was under way. */
    static StoreException ofCommit(SQLException e, Address address) {
        return new StoreException(
                Kind.UNKNOWN,
                "state store " + address + ": the connection was lost during a commit, which may have been done: "
                        + text(e),
                e);
    }

    /** The innermost code: Hikari wraps what it got in an exception of its own, without one. */
    private static String state(SQLException e) {
        String state = e.getSQLState();
        return state == null && e.getCause() instanceof SQLException inner ? state(inner) : state == null ? "" : state;
    }

    private static String text(SQLException e) {
        Throwable told =
                e.getCause() instanceof SQLException inner && e instanceof SQLTransientConnectionException ? inner : e;
        return firstLine(told.getMessage()) + " [" + state(e) + "]";
    }

    static String firstLine(@Nullable String message) {
        return message == null ? "no message" : message.strip().split("\n", 2)[0];
    }
}
