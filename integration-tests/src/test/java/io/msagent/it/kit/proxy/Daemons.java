package io.msagent.it.kit.proxy;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;

/** Threads and sockets that nobody waits for. */
final class Daemons {
    private Daemons() {}

    static void start(Runnable work) {
        Thread thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    static void closeAll(Collection<? extends Closeable> all) {
        for (Closeable one : all) {
            try {
                one.close();
            } catch (IOException e) {
                // it is gone, which is what was wanted
            }
        }
    }
}
