package io.msagent.stateful.store.embedded;

import io.msagent.core.log.Log;
import io.msagent.core.stateful.StoreServerFactory.Running;
import io.msagent.core.token.ClusterToken;
import io.msagent.stateful.store.StoreException;
import io.msagent.stateful.store.jdbc.Address;
import io.msagent.stateful.store.jdbc.OwnedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.engine.SysProperties;
import org.h2.server.TcpServer;

/** A running one: the open database, and a server through which others come to it. */
final class EmbeddedStore implements Running {
    /** Other names of databases are refused. */
    private static final String NAME = "state";

    private static final String OWNER = "OWNER";

    private final OwnedDatabase database;
    private final TcpServer server;
    private final byte[] announcement;

    private EmbeddedStore(OwnedDatabase database, TcpServer server, byte[] announcement) {
        this.database = database;
        this.server = server;
        this.announcement = announcement;
    }

    static EmbeddedStore start(Path folder, ClusterToken token, String host) throws IOException {
        if (folder.toString().contains(";")) {
            throw new IOException("state store's folder " + folder + ": has a ; in its name (expected: none, because H2"
                    + " takes it for the end of the name; start the orchestrator with another state folder)");
        }
        WholeWrites.register();
        Recovery.of(folder.resolve(NAME + Recovery.SUFFIX));
        String file = WholeWrites.name(folder.resolve(NAME));
        OwnedDatabase database;
        try {
            database = OwnedDatabase.open(
                    new Address("jdbc:h2:" + file, OWNER, OwnerPassword.in(folder), true, "in " + folder));
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
        TcpServer server = new TcpServer();
        try {
            server.init("-tcpPort", "0", "-tcpDaemon", "-tcpVirtualThreads", "false", "-key", NAME, file);
            server.start();
            Announcement announcement = new Announcement(
                    "jdbc:h2:tcp://" + SysProperties.BIND_ADDRESS + ":" + server.getPort() + "/" + NAME,
                    host,
                    OwnerPassword.random());
            database.admit(Announcement.USER, announcement.password(token));
            listen(server);
            return new EmbeddedStore(database, server, announcement.signed(token));
        } catch (SQLException e) {
            server.stop();
            database.close();
            throw new IOException("state store in " + folder + ": its server cannot be started: " + e.getMessage(), e);
        }
    }

    /** H2 names its connections' threads after this one, and makes daemons of them too. */
    private static void listen(TcpServer server) {
        Thread thread = new Thread(server::listen, "ms-agent-state-store-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public byte[] announcement() {
        return announcement.clone();
    }

    @Override
    public void close() {
        server.stop();
        database.close();
        Log.debug("state store: stopped");
    }
}
