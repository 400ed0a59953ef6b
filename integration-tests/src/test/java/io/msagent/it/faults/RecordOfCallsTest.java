package io.msagent.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A provider asked again with the same call id, past the proxy, by whoever asks. */
@ExtendWith(SharedCluster.class)
class RecordOfCallsTest {
    private static String[] id() {
        return new String[] {"ms-call-id", UUID.randomUUID().toString()};
    }

    @Test
    void answersWhatHasEnded(FaultyCluster cluster) throws Exception {
        ProviderProcess provider = cluster.two().get(0);
        String[] id = id();
        long n = cluster.number();
        HttpResponse<String> first = provider.direct("once", n, "throw", id).get();
        HttpResponse<String> second = provider.direct("once", n, "throw", id).get();

        assertThat(first.headers().firstValue("ms-outcome")).contains("threw");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(cluster.ledger().ran(n)).hasSize(1);
    }

    @Test
    void waitsForWhatRuns(FaultyCluster cluster) throws Exception {
        ProviderProcess provider = cluster.two().get(0);
        String[] id = id();
        long n = cluster.number();
        String gate = cluster.gate();
        CompletableFuture<HttpResponse<String>> first = provider.direct("once", n, gate, id);
        cluster.ledger().awaitRan(n, 1);
        CompletableFuture<HttpResponse<String>> second = provider.direct("once", n, gate, id);
        assertThat(second).isNotDone();
        cluster.openGates();

        assertThat(first.get().body()).isEqualTo(Long.toString(n));
        assertThat(second.get().body()).isEqualTo(Long.toString(n));
        assertThat(cluster.ledger().ran(n)).hasSize(1);
    }
}
