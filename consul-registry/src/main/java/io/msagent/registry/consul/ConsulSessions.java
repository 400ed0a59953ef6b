package io.msagent.registry.consul;

import com.orbitz.consul.SessionClient;
import com.orbitz.consul.model.session.ImmutableSession;
import java.time.Duration;
import java.util.function.Supplier;

/** Sessions. */
final class ConsulSessions {
    private final Supplier<SessionClient> client;
    private final Requests requests;

    ConsulSessions(Supplier<SessionClient> client, Requests requests) {
        this.client = client;
        this.requests = requests;
    }

    String open(String name, Duration ttl, Duration lockDelay) {
        ImmutableSession session = ImmutableSession.builder()
                .name(name)
                .ttl(Registrations.duration(ttl))
                .lockDelay(Registrations.duration(lockDelay))
                .behavior("release")
                .build();
        return requests.make(
                "open session " + name,
                () -> client.get().createSession(session).getId());
    }

    boolean renew(String id) {
        return requests.make("renew session " + id, () -> {
            try {
                return client.get().renewSession(id).isPresent();
            } catch (RuntimeException e) {
                if (Requests.code(e) == 404) {
                    return false;
                }
                throw e;
            }
        });
    }

    void close(String id) {
        requests.order("close session " + id, () -> client.get().destroySession(id));
    }
}
