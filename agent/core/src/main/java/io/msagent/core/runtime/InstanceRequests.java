package io.msagent.core.runtime;

import io.msagent.core.call.Deadline;
import io.msagent.core.client.ClientOptions;
import io.msagent.core.client.HttpTransport;
import io.msagent.core.client.InstanceClient;
import io.msagent.core.config.Settings;
import io.msagent.core.registry.Instance;
import io.msagent.core.stateful.Peers;
import io.msagent.core.tls.ReloadingTls;
import io.msagent.core.tls.TlsSettings;
import io.msagent.core.token.ClusterToken;
import java.io.IOException;

/** Requests to other instances about stateful services. Opens no connection before the first one. */
final class InstanceRequests implements Peers {
    private final InstanceClient client;

    private InstanceRequests(InstanceClient client) {
        this.client = client;
    }

    static InstanceRequests of(Settings settings, ClusterToken token) {
        return new InstanceRequests(new InstanceClient(
                new HttpTransport(
                        ClientOptions.from(settings),
                        TlsSettings.files(settings).map(ReloadingTls::new).orElse(null)),
                token));
    }

    @Override
    public byte[] post(Instance to, String path, byte[] body, Deadline deadline) throws IOException {
        return client.post(to.host(), to.port(), path, body, deadline);
    }
}
