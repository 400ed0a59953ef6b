package io.msagent.core.runtime;

import io.msagent.core.config.Keys;
import io.msagent.core.config.Settings;
import io.msagent.core.config.SettingsException;
import io.msagent.core.log.Log;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Serves from the end (or in the place) of the application's {@code main} until the process is told to stop. This
 * process exists only to serve, so if it cannot, it ends with status 1 and one line that says why.
 */
final class ProviderRole {
    private final Settings settings;
    private final Cluster cluster;
    private final ServedServices services;
    private final Beans beans;
    private final Measuring measuring;
    private final AtomicBoolean started = new AtomicBoolean();
    private final CountDownLatch mainReturned = new CountDownLatch(1);

    ProviderRole(Settings settings, Cluster cluster, ServedServices services, Beans beans, Measuring measuring) {
        this.settings = settings;
        this.cluster = cluster;
        this.services = services;
        this.beans = beans;
        this.measuring = measuring;
    }

    /** Serves; blocks the application's main thread, which keeps the JVM alive. */
    void serveUntilStopped() {
        mainReturned.countDown();
        serve(Thread.currentThread().getContextClassLoader());
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Log.info("main thread interrupted: the provider stops");
            Runtime.getRuntime().exit(0);
        }
    }

    /** Serves beside a {@code main} that has not returned in time: many a server's never does. */
    void serveIfMainStays() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Thread waiting = new Thread(
                () -> {
                    try {
                        long millis = settings.get(Keys.SERVE_MAIN_WAIT).toMillis();
                        if (!mainReturned.await(millis, TimeUnit.MILLISECONDS)) {
                            Log.info("main has not returned after serve.main.wait; serving beside it");
                            serve(loader);
                        }
                    } catch (InterruptedException e) {
                        Log.debug("nobody waits for main any more");
                    }
                },
                "ms-agent-main-wait");
        waiting.setDaemon(true);
        waiting.start();
    }

    private void serve(ClassLoader applicationLoader) {
        if (!started.compareAndSet(false, true)) {
            return;
        }
        beans.mainEnded();
        try {
            ClassLoader loader = applicationLoader == null ? ClassLoader.getSystemClassLoader() : applicationLoader;
            Provider provider = Provider.start(
                    settings, cluster.token(), cluster.registry(), services.load(loader), measuring.meters());
            Runtime.getRuntime().addShutdownHook(new Thread(provider::close, "ms-agent-stop"));
        } catch (Throwable e) {
            boolean told =
                    e instanceof SettingsException || e instanceof IOException || e instanceof UncheckedIOException;
            Log.error("cannot serve: " + (told ? e.getMessage() : e));
            Runtime.getRuntime().exit(1);
        }
    }
}
