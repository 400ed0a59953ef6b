package io.msagent.orchestrator;

import io.msagent.core.log.Log;
import io.msagent.core.registry.RegistryException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Makes a start's requests to a registry that may be slow, or late itself. */
final class Patience {
    private static final long RETRY_MILLIS = 500;

    private final long end;
    private final Duration atMost;
    private boolean said;

    /** @param atMost how long, from now, a registry that does not answer is asked again */
    Patience(Duration atMost) {
        this.atMost = atMost;
        this.end = System.nanoTime() + atMost.toNanos();
    }

    /** A request, or several that may be made again together. */
    interface Request<T> {
        T make();
    }

    /**
     * Makes the request until the registry has answered.
     *
     * @throws RegistryException if it refuses; again at once would not help
     * @throws StartException if it has not answered in time
     */
    <T> T make(Request<T> request) throws StartException, InterruptedException {
        while (true) {
            try {
                return request.make();
            } catch (RegistryException e) {
                if (e.kind() != RegistryException.Kind.AWAY) {
                    throw e;
                }
                if (System.nanoTime() - end >= 0) {
                    throw new StartException(
                            "registry: has not answered within " + atMost.toSeconds() + " s: " + e.getMessage(), e);
                }
                if (!said) {
                    said = true;
                    Log.warn("registry: " + e.getMessage() + "; trying again for up to " + atMost.toSeconds() + " s");
                }
            }
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        }
    }
}
