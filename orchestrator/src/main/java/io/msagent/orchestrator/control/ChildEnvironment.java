package io.msagent.orchestrator.control;

import io.msagent.core.config.Key;
import io.msagent.core.config.Keys;
import io.msagent.orchestrator.store.StoredLaunch;
import java.util.HashMap;
import java.util.Map;

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
        set(environment, Keys.REGISTRY, identity.registry().toString());
        set(environment, Keys.TOKEN, identity.token().secret());
        if (identity.registryToken() != null) {
            set(environment, Keys.REGISTRY_TOKEN, identity.registryToken());
        }
        set(environment, Keys.INSTANCE, instance);
        set(environment, Keys.ORCHESTRATOR, identity.id());
        return environment;
    }

    private static void set(Map<String, String> environment, Key<?> key, String value) {
        environment.put(key.environmentName(), value);
    }
}
