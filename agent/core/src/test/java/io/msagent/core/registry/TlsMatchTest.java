package io.msagent.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.msagent.core.registry.Instance.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TlsMatchTest {
    private static final Instance CLEAR = instance("clear", Map.of(InstanceMeta.PID, "1"));
    private static final Instance SECURE = instance("secure", Map.of(InstanceMeta.TLS, "true"));
    /** As {@link ProvenInstances} shows a stranger. */
    private static final Instance SILENT = instance("silent", Map.of());

    @Test
    void whoSpeaksTlsSpeaksOnlyWithThoseWhoDo() {
        TlsMatch tls = new TlsMatch(true);
        assertThat(tls.trouble(SECURE)).isNull();
        assertThat(tls.trouble(CLEAR)).contains("it speaks in clear text", "tls.cert, tls.key and tls.ca");
        assertThat(tls.of(List.of(CLEAR, SECURE)))
                .extracting(Instance::id, Instance::status, Instance::note)
                .containsExactly(
                        tuple("clear", Status.CRITICAL, tls.trouble(CLEAR)),
                        tuple("secure", Status.PASSING, "as it was"));
    }

    @Test
    void whoDoesNotSpeaksOnlyWithThoseWhoDoNot() {
        TlsMatch clear = new TlsMatch(false);
        assertThat(clear.trouble(CLEAR)).isNull();
        assertThat(clear.trouble(SECURE)).contains("it speaks TLS", "tls.ca here");
        List<Instance> seen = clear.of(List.of(SECURE, CLEAR));
        assertThat(seen.get(0).status()).isEqualTo(Status.CRITICAL);
        assertThat(seen.get(0).meta()).as("it is still known what it is").isEqualTo(SECURE.meta());
        assertThat(seen.get(1)).isSameAs(CLEAR);
    }

    @Test
    void whoSaysNothingIsLeftToOthersToJudge() {
        assertThat(new TlsMatch(true).trouble(SILENT)).isNull();
        assertThat(new TlsMatch(false).trouble(SILENT)).isNull();
    }

    @Test
    void onlyTheWordTrueMeansTls() {
        Instance odd = instance("odd", Map.of(InstanceMeta.TLS, "yes"));
        assertThat(new TlsMatch(false).trouble(odd)).isNull();
        assertThat(new TlsMatch(true).trouble(odd)).isNotNull();
    }

    @Test
    void subscriptionsTellOfThemSo() {
        List<List<Instance>> heard = new ArrayList<>();
        List<RegistryException> lost = new ArrayList<>();
        RegistryException away = new RegistryException(RegistryException.Kind.AWAY, "gone", null);
        Subscriptions registry = (service, listener, onLost) -> {
            assertThat(service).isEqualTo("s");
            listener.accept(List.of(CLEAR, SECURE));
            onLost.accept(away);
            return () -> {};
        };
        new TlsMatch(true).over(registry).watch("s", heard::add, lost::add).close();
        assertThat(heard).hasSize(1);
        assertThat(heard.get(0)).extracting(Instance::status).containsExactly(Status.CRITICAL, Status.PASSING);
        assertThat(lost).containsExactly(away);
    }

    private static Instance instance(String id, Map<String, String> meta) {
        return new Instance(id, "s", "127.0.0.1", 1, meta, Status.PASSING, "as it was");
    }
}
