package io.msagent.stateful.store.jdbc;

import io.msagent.core.call.TransactionCall;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StoreException;
import io.msagent.stateful.store.StoreException.Kind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The store in one database. If that goes away and comes back at the same address, so does the store. */
public final class JdbcStateStore implements StateStore {
    private final Pool pool;
    private final Transactions transactions;
    private final Committing committing;
    private final Doubts doubts = new Doubts();

    JdbcStateStore(Pool pool, Transactions transactions, Dialect dialect) {
        this.pool = pool;
        this.committing = new Committing(dialect);
        this.transactions = transactions;
    }

    /**
     * Connects, and makes or migrates the schema if need be. Takes seconds at most; when there is a schema, far less.
     *
     * @throws StoreException {@link Kind#AWAY} if nobody answers there, {@link Kind#REFUSED} for wrong credentials, missing
     *     rights or a schema that is newer than this program
     */
    public static JdbcStateStore open(Address address) throws StoreException {
        Dialect dialect = Dialect.of(address.url())
                .orElseThrow(() -> new IllegalArgumentException(address + " (expected: jdbc:postgresql: or jdbc:h2:)"));
        DriverSource source;
        try {
            source = new DriverSource(address, dialect);
        } catch (SQLException e) {
            throw Failures.of(e, address, "loading its driver");
        }
        new Schema(source, dialect, address).prepare();
        Pool pool = new Pool(source, dialect);
        return new JdbcStateStore(pool, new Transactions(pool.source(), address), dialect);
    }

    @Override
    public long take(String service, int partition, long epoch) throws StoreException {
        return transactions.repeatable(
                "taking partition " + partition + " of " + service,
                connection -> Partitions.raise(connection, service, partition, epoch));
    }

    @Override
    public byte @Nullable [] load(StateKey key) throws StoreException {
        return transactions
                .repeatable(
                        "loading a state of " + key.service(),
                        connection -> Optional.ofNullable(States.load(connection, key)))
                .orElse(null);
    }

    @Override
    public Known find(String service, int partition, TransactionCall call) throws StoreException {
        Long doubt = doubts.of(service, partition);
        if (doubt != null) {
            transactions.repeatable("waiting for a commit of " + service, connection -> {
                Partitions.await(connection, service, partition);
                return true;
            });
            doubts.remove(service, partition, doubt);
        }
        return transactions.repeatable(
                "looking for a call of " + service, connection -> Outcomes.find(connection, service, call));
    }

    @Override
    public void commit(Commit commit) throws StoreException {
        try {
            transactions.once("committing a call of " + commit.key().service(), connection -> {
                committing.run(connection, commit);
                return true;
            });
        } catch (StoreException e) {
            if (e.kind() == Kind.UNKNOWN) {
                doubts.add(commit.key().service(), commit.key().partition());
            }
            throw e;
        }
    }

    @Override
    public int clean(String service, Instant before, int most) throws StoreException {
        return transactions.repeatable(
                "dropping outcomes of " + service,
                connection -> Cleaning.run(connection, service, before.toEpochMilli(), most));
    }

    @Override
    public void close() {
        pool.close();
    }
}
