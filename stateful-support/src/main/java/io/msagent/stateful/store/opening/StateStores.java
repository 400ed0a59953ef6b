package io.msagent.stateful.store.opening;

import io.msagent.core.config.Keys;
import io.msagent.core.config.Settings;
import io.msagent.core.config.SettingsException;
import io.msagent.core.registry.Registry;
import io.msagent.core.stateful.StatefulHost;
import io.msagent.core.token.ClusterToken;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StoreException;
import io.msagent.stateful.store.StoreException.Kind;
import io.msagent.stateful.store.embedded.PublishedStore;
import io.msagent.stateful.store.jdbc.Address;
import io.msagent.stateful.store.jdbc.Dialect;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes the store that a process's settings name. */
public final class StateStores {
    private StateStores() {}

    /**
     * Makes it. Nothing is connected or loaded before its first use.
     *
     * @throws SettingsException if {@code state.url} is none that we know
     */
    public static StateStore open(StatefulHost host) {
        return new ReopenedStore(whereabouts(host.settings(), host.token(), host.registry()));
    }

    private static Whereabouts whereabouts(Settings settings, ClusterToken token, @Nullable Registry registry) {
        if (settings.isSet(Keys.STATE_URL)) {
            String url = settings.get(Keys.STATE_URL);
            check(url);
            Address address = Address.of(
                    url,
                    settings.find(Keys.STATE_USER).orElse(null),
                    settings.find(Keys.STATE_PASSWORD).orElse(null));
            return () -> address;
        }
        if (registry == null) {
            return () -> {
                throw new StoreException(
                        Kind.AWAY,
                        "state store: there is no registry to ask for one (expected: state.url, as"
                                + " jdbc:h2:file:~/app/state)",
                        null);
            };
        }
        return new PublishedStore(registry, token)::find;
    }

    private static void check(String url) {
        if (Dialect.of(url).isEmpty()) {
            throw new SettingsException("state.url: " + Address.open(url) + " (expected: a JDBC URL that begins with"
                    + " jdbc:postgresql: or jdbc:h2:, as jdbc:postgresql://db.example/app)");
        }
        if (url.toLowerCase(Locale.ROOT).startsWith("jdbc:h2:mem:")) {
            throw new SettingsException("state.url: " + Address.open(url) + " (expected: a file, as"
                    + " jdbc:h2:file:~/app/state; what is in memory ends with the process, and for that there is"
                    + " state = MEMORY)");
        }
    }
}
