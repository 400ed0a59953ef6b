package io.msagent.registry.consul;

import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.tls.ReloadingTls;
import io.msagent.core.tls.TlsFiles;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom a client trusts, and who it says it is: what the access names for {@code https}, nobody for {@code http}. OkHttp
 * itself compares the certificate with the host name.
 *
 * <p>Left alone, each OkHttp client reads the JVM's whole certificate store when it is built, even for {@code http}.
 */
record Trust(SSLContext context, X509TrustManager manager) {

    static Trust of(RegistryAccess access) {
        if (access.secure()) {
            ReloadingTls tls =
                    new ReloadingTls(access.files().orElseGet(() -> new TlsFiles("registry.", null, null, null)));
            return new Trust(tls.context(), tls.trust());
        }
        Nobody nobody = new Nobody();
        return new Trust(context(nobody), nobody);
    }

    private static SSLContext context(X509TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }

    private static final class Nobody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate @Nullable [] chain, @Nullable String authType)
                throws CertificateException {
            throw new CertificateException("the registry's address is http");
        }

        @Override
        public void checkServerTrusted(X509Certificate @Nullable [] chain, @Nullable String authType)
                throws CertificateException {
            throw new CertificateException("the registry's address is http");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
