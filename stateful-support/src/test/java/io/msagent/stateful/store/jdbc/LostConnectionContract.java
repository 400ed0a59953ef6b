package io.msagent.stateful.store.jdbc;

import static io.msagent.stateful.store.Effects.bytes;
import static io.msagent.stateful.store.Effects.commit;
import static io.msagent.stateful.store.Effects.key;
import static io.msagent.stateful.store.Effects.newCall;
import static io.msagent.stateful.store.Effects.newService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.msagent.core.call.TransactionCall;
import io.msagent.stateful.store.StateStore.Known;
import io.msagent.stateful.store.StateStore.StateKey;
import io.msagent.stateful.store.StoreException;
import io.msagent.stateful.store.StoreException.Kind;
import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store behind a network says when the line to it is cut. */
abstract class LostConnectionContract {
    private final String service = newService();
    private final StateKey key = key(service, 1, "k");
    private final TransactionCall call = newCall();

    private Line line;
    private Pool pool;
    private AtCommit connections;
    private JdbcStateStore store;

    /** The port of the database on the loopback address. */
    protected abstract int port();

    /** The database, reached by another port. */
    protected abstract Address through(int port);

    @BeforeEach
    void connect() throws Exception {
        line = new Line(port());
        Address address = through(line.port());
        Dialect dialect = Dialect.of(address.url()).orElseThrow();
        pool = new Pool(new DriverSource(address, dialect), dialect);
        connections = new AtCommit(pool.source());
        store = new JdbcStateStore(pool, new Transactions(connections, address), dialect);
        store.commit(commit(key, 1, newCall(), "before"));
    }

    @AfterEach
    void disconnect() throws IOException {
        store.close();
        line.close();
    }

    @Test
    void cutBeforeTheCommitArrivesItWasNotDone() throws StoreException {
        connections.once(line::cut);

        assertThat(failure()).isEqualTo(Kind.UNKNOWN);

        assertThat(foundOnceBack()).isEqualTo(new Known.New());
        assertThat(store.load(key)).isEqualTo(bytes("before"));
        store.commit(commit(key, 1, call, "again"));
        assertThat(store.load(key)).isEqualTo(bytes("again"));
    }

    @Test
    void cutBeforeItsAnswerArrivesItWasDone() throws StoreException {
        connections.once(line::loseAnswers);

        assertThat(failure()).isEqualTo(Kind.UNKNOWN);

        line.mend();
        assertThat(foundOnceBack()).isInstanceOf(Known.Ended.class);
        assertThat(store.load(key)).isEqualTo(bytes("after"));
    }

    @Test
    void anAnswerThatNeverComesIsNotWaitedForForLong() throws StoreException {
        connections.once(line::stall);

        assertThat(failure()).isEqualTo(Kind.UNKNOWN);

        line.mend();
        line.cut();
        assertThat(foundOnceBack()).isInstanceOf(Known.Ended.class);
    }

    /** The database has got everything but the commit, which comes late, and its caller asks already. */
    @Test
    void nobodyIsToldThatACallIsNewWhileItsCommitMayStillBeDone() throws Exception {
        connections.once(line::cut);
        assertThat(failure()).isEqualTo(Kind.UNKNOWN);
        Dialect dialect = Dialect.of(through(port()).url()).orElseThrow();
        try (Connection late = new DriverSource(through(port()), dialect).getConnection()) {
            late.setAutoCommit(false);
            new Committing(dialect).run(late, commit(key, 1, call, "late"));

            assertThat(catchThrowableOfType(StoreException.class, () -> store.find(service, 1, call))
                            .kind())
                    .isEqualTo(Kind.AWAY);

            late.commit();
            assertThat(store.find(service, 1, call)).isInstanceOf(Known.Ended.class);
        }
    }

    @Test
    void awayBeforeAnythingWasSentNothingWasDone() throws Exception {
        line.close();

        assertThat(failure()).isEqualTo(Kind.AWAY);
        assertThat(catchThrowableOfType(StoreException.class, () -> store.load(key))
                        .kind())
                .isEqualTo(Kind.AWAY);
    }

    private Kind failure() {
        return catchThrowableOfType(StoreException.class, () -> store.commit(commit(key, 1, call, "after")))
                .kind();
    }

    /** As the keeper of calls does: until the store says something. */
    private Known foundOnceBack() {
        return Awaitility.await().atMost(Duration.ofMinutes(1)).until(this::foundIfBack, known -> known != null);
    }

    private Known foundIfBack() throws StoreException {
        try {
            return store.find(service, 1, call);
        } catch (StoreException e) {
            if (e.kind() == Kind.AWAY) {
                return null;
            }
            throw e;
        }
    }
}
