package io.msagent.core.client;

import io.msagent.core.config.Balance;
import io.msagent.core.config.Compat;
import io.msagent.core.config.Hedge;
import io.msagent.core.config.Keys;
import io.msagent.core.config.Settings;
import io.msagent.core.launch.ProgramName;
import io.msagent.core.registry.LastKnown;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The caller's settings.
 *
 * @param connectTimeout the longest one attempt may take to connect, or to get a connection from the pool
 * @param backoff upper bound of the first pause between attempts
 * @param backoffMax upper bound of every pause between attempts
 * @param connections connections kept to all providers together
 * @param maxBytes largest answer, in bytes
 * @param grace how long after the registry's return an instance that it does not speak well of yet is called all the same
 * @param anyDigest whether instances with other code than the caller's may be called
 * @param maxInFlight calls to one service that may be under way at the same time
 * @param attemptTimeout the longest one attempt may take; null: what is left of the call's time
 * @param hedge when a call is sent to a second instance as well
 * @param balance how calls are spread
 * @param program who calls, where it is no service: a DNS label; empty if not known
 */
public record ClientOptions(
        Duration connectTimeout,
        Duration backoff,
        Duration backoffMax,
        int connections,
        int maxBytes,
        Duration grace,
        boolean anyDigest,
        int maxInFlight,
        @Nullable Duration attemptTimeout,
        Hedge hedge,
        Balance balance,
        String program) {

    /** Reads them from the settings. */
    public static ClientOptions from(Settings settings) {
        return new ClientOptions(
                settings.get(Keys.CONNECT_TIMEOUT),
                settings.get(Keys.RETRY_BACKOFF),
                settings.get(Keys.RETRY_BACKOFF_MAX),
                settings.get(Keys.CLIENT_CONNECTIONS),
                settings.get(Keys.WIRE_MAX_BYTES),
                settings.get(Keys.HEARTBEAT_TTL).multipliedBy(LastKnown.GRACE_IN_TTLS),
                settings.get(Keys.COMPAT) == Compat.ANY,
                settings.get(Keys.CLIENT_MAX_IN_FLIGHT),
                settings.find(Keys.ATTEMPT_TIMEOUT).orElse(null),
                settings.get(Keys.HEDGE),
                settings.get(Keys.BALANCE),
                settings.find(Keys.PROGRAM).orElseGet(ProgramName::ofThisProcess));
    }
}
