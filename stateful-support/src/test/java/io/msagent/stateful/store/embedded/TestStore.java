package io.msagent.stateful.store.embedded;

import io.msagent.core.stateful.StoreServerFactory.Running;
import io.msagent.core.token.ClusterToken;
import io.msagent.stateful.store.jdbc.Address;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** An embedded store for tests of other packages. */
public final class TestStore implements AutoCloseable {
    /** The cluster's token. */
    public static final ClusterToken TOKEN = ClusterToken.of("0123456789abcdef");

    private final Running running;

    /** Runs one in this folder. */
    public TestStore(Path folder) throws IOException {
        running = new EmbeddedStoreFactory().start(folder, TOKEN, "here");
    }

    /** What it publishes. */
    public byte[] announcement() {
        return running.announcement();
    }

    /** As providers reach it. */
    public Address address() {
        return address(running.announcement());
    }

    /** As providers reach what publishes this. */
    public static Address address(byte[] announcement) {
        return Announcement.read(announcement, TOKEN).orElseThrow().address(TOKEN);
    }

    /** Its port. */
    public int port() {
        return URI.create(address().url().substring("jdbc:h2:".length())).getPort();
    }

    @Override
    public void close() {
        running.close();
    }
}
