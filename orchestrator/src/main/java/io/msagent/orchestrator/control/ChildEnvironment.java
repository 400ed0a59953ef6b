package io.msagent.orchestrator.control;

import io.msagent.core.config.Key;
import io.msagent.core.config.Keys;
import io.msagent.orchestrator.store.StoredLaunch;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment of a child: the launch's, and what makes it a provider. The token goes here and nowhere else. */
final class ChildEnvironment {
    private ChildEnvironment() {}

    static Map<String, String> of(StoredLaunch launch, String instance, Identity identity) {
        Map<String, String> environment = new HashMap<>(launch.launch().environment());
        set(environment, Keys.SERVE, launch.service());
        if (!launch.launch().classes().isEmpty()) {
            set(
                    environment,
                    Keys.SERVE_CLASSES,
                    String.join(",", launch.launch().classes()));
        }
        set(environment, Keys.REGISTRY, identity.registry().address().toString());
        set(environment, Keys.TOKEN, identity.token().secret());
        setIfAny(environment, Keys.REGISTRY_TOKEN, identity.registry().token());
        // the child may start in another folder
        setIfAny(environment, Keys.REGISTRY_CA, absolute(identity.registry().ca()));
        setIfAny(environment, Keys.REGISTRY_CERT, absolute(identity.registry().certificate()));
        setIfAny(environment, Keys.REGISTRY_KEY, absolute(identity.registry().key()));
        CallTls tls = identity.tls();
        if (tls != null) {
            setIfAny(environment, Keys.TLS_CA, absolute(tls.files().ca()));
            setIfAny(environment, Keys.TLS_CERT, absolute(tls.files().certificate()));
            setIfAny(environment, Keys.TLS_KEY, absolute(tls.files().key()));
            set(environment, Keys.TLS_CLIENT, tls.clientRequired() ? "required" : "none");
        }
        set(environment, Keys.INSTANCE, instance);
        set(environment, Keys.ORCHESTRATOR, identity.id());
        set(environment, Keys.HOST, identity.host());
        return environment;
    }

    private static @Nullable Path absolute(@Nullable Path path) {
        return path == null ? null : path.toAbsolutePath();
    }

    private static void setIfAny(Map<String, String> environment, Key<?> key, @Nullable Object value) {
        if (value != null) {
            set(environment, key, value.toString());
        }
    }

    private static void set(Map<String, String> environment, Key<?> key, String value) {
        environment.put(key.environmentName(), value);
    }
}
