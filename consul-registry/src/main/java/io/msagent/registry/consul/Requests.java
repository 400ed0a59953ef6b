package io.msagent.registry.consul;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.orbitz.consul.ConsulException;
import com.orbitz.consul.NotRegisteredException;
import io.msagent.core.registry.RegistryException;
import io.msagent.core.registry.RegistryException.Kind;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Makes requests and turns what can go wrong with them into {@link RegistryException}. */
final class Requests {
    /** Consul answers some bad requests with 500; trying again cannot help with these. */
    private static final List<String> REFUSED_WITH_500 = List.of(
            "invalid session",
            "failed session lookup",
            "Invalid Session TTL",
            "Session TTL",
            "Invalid Behavior",
            "Missing node registration",
            "Unknown service",
            "strconv.");

    /** What Consul answers, with 500, of a check or an instance that it does not have; with ACLs it looks for it itself. */
    private static final List<String> UNKNOWN_WITH_500 =
            List.of("does not have associated TTL", "Unknown check", "Unknown service");

    private final URI address;

    Requests(URI address) {
        this.address = address;
    }

    /** A request, made by Orbitz's client. */
    interface Request<T> {
        T make() throws NotRegisteredException;
    }

    /** As {@link Request}, without an answer. */
    interface Order {
        void give() throws NotRegisteredException;
    }

    /** @param what the request in a person's words, as {@code register shop-1} */
    <T> T make(String what, Request<T> request) {
        try {
            return request.make();
        } catch (NotRegisteredException | RuntimeException e) {
            throw translate(what, e);
        }
    }

    void order(String what, Order order) {
        make(what, () -> {
            order.give();
            return true;
        });
    }

    /** Status code of Consul's answer, or 0 if there was none. */
    static int code(Throwable e) {
        return consulException(e) instanceof ConsulException consul ? consul.getCode() : 0;
    }

    /** Whether Consul has answered that it does not know what the request was about: 500 with some text, 404 since 1.9. */
    static boolean saysUnknown(Throwable e) {
        int code = code(e);
        String text = String.valueOf(consulException(e).getMessage());
        return code == 404 || (code == 500 && UNKNOWN_WITH_500.stream().anyMatch(text::contains));
    }

    /** The registry answers, but as one that knows less than before. */
    RegistryException beganAnew(String what) {
        return new RegistryException(
                Kind.AWAY, "registry " + address + ": " + what + ": it began anew (its index went backwards)", null);
    }

    RegistryException translate(String what, Exception e) {
        Throwable consul = consulException(e);
        int code = code(consul);
        String text = String.valueOf(consul.getMessage());
        String start = "registry " + address + ": " + what + ": ";
        if (code == 403) {
            return new RegistryException(
                    Kind.REFUSED,
                    start + "not allowed: " + text + " (expected: a token with the right to do this; set"
                            + " registry.token, or token if the registry is the orchestrator's own; for an orchestrator"
                            + " --consul-token)",
                    e);
        }
        if (code == 429) {
            return new RegistryException(Kind.AWAY, start + "it is overloaded: " + text + "; try again later", e);
        }
        if (code >= 500 && REFUSED_WITH_500.stream().noneMatch(text::contains)) {
            return new RegistryException(
                    Kind.AWAY, start + "it answers but is not well: " + text + "; see the registry's own log", e);
        }
        if (code == 400 && TlsTrouble.wantsTls(text)) {
            return new RegistryException(
                    Kind.REFUSED,
                    start + "it wants TLS at this port; give its address as https (" + text.strip() + ")",
                    e);
        }
        if (code != 0) {
            return new RegistryException(Kind.REFUSED, start + text, e);
        }
        Throwable cause = consul.getCause() == null ? consul : consul.getCause();
        if (cause instanceof JsonProcessingException) {
            return new RegistryException(
                    Kind.REFUSED,
                    start + "the answer is not Consul's; is that address really a Consul agent's? (" + cause + ")",
                    e);
        }
        Optional<String> tls = TlsTrouble.of(address, cause);
        if (tls.isPresent()) {
            return new RegistryException(Kind.AWAY, start + tls.get(), e);
        }
        return new RegistryException(
                Kind.AWAY,
                start + "no answer (" + cause + "); is it running there? the setting is named"
                        + " registry, or --consul for an orchestrator",
                e);
    }

    private static Throwable consulException(Throwable e) {
        // AgentClient wraps whatever happened to a check's request
        return e instanceof NotRegisteredException && e.getCause() != null ? e.getCause() : e;
    }
}
