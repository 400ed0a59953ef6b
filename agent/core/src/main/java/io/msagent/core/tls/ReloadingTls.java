package io.msagent.core.tls;

import io.msagent.core.log.Log;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A context of TLS over PEM files, for clients and for servers. They are looked at before each handshake, and read again if they have changed;
 * what cannot be used is warned of once, and what was read before stays. Connections that exist go on. Safe for use by
 * any thread.
 */
public final class ReloadingTls {
    /** A resumed session is not looked at anew, so it must not outlive its certificates by much; in seconds. */
    private static final int SESSION_SECONDS = 600;

    private final TlsFiles files;
    private final SSLContext context;
    private final X509TrustManager trust;
    private volatile Read read;
    private @Nullable String warned;

    /** What was read, and the state the files were in. */
    record Read(String stamp, X509TrustManager trust, TlsFiles.Content content) {}

    /**
     * Reads the files.
     *
     * @throws TlsFileException if one of them cannot be used
     */
    public ReloadingTls(TlsFiles files) {
        this.files = files;
        this.read = read(files.stamp());
        this.trust = new CurrentTrust(() -> current().trust());
        try {
            context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {new CurrentKey(() -> current().content())}, new TrustManager[] {trust}, null);
            context.getClientSessionContext().setSessionTimeout(SESSION_SECONDS);
            context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }

    /** Sockets of this context ask the files. */
    public SSLContext context() {
        return context;
    }

    /** The context's trust manager; it does not look at host names. */
    public X509TrustManager trust() {
        return trust;
    }

    private synchronized Read current() {
        String stamp = files.stamp();
        if (!stamp.equals(read.stamp())) {
            try {
                read = read(stamp);
                Log.info("certificates read again: " + files);
            } catch (TlsFileException e) {
                // perhaps half of them has been replaced: the next handshake looks again
                if (!stamp.equals(warned)) {
                    warned = stamp;
                    Log.warn(e.getMessage() + "; goes on with what was read before");
                }
            }
        }
        return read;
    }

    private Read read(String stamp) {
        TlsFiles.Content content = files.read();
        files.warnOf(content);
        return new Read(stamp, trustIn(content.authorities()), content);
    }

    private static X509TrustManager trustIn(@Nullable List<X509Certificate> authorities) {
        try {
            KeyStore store = null;
            if (authorities != null) {
                store = KeyStore.getInstance(KeyStore.getDefaultType());
                store.load(null, null);
                for (X509Certificate authority : authorities) {
                    store.setCertificateEntry("authority-" + store.size(), authority);
                }
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("certificates cannot be kept in this JVM's key store", e);
        }
    }
}
