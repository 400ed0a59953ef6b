package io.msagent.core.client;

import io.msagent.core.registry.Instance;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The attempts under way at one service that may be made again elsewhere. When the registry no longer speaks for an
 * instance and there is another one, those at it are given up: without this, a call to a process that hangs would wait for
 * it until its deadline. Safe for use by any thread; blocks nowhere.
 */
final class UnderWay {
    private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Known latest;

    /** One of them, from its beginning to its end. Equal to itself only. */
    static final class Attempt {
        private final Instance at;
        private final Code code;
        private final Cancellation cancellation;

        private Attempt(Instance at, Code code, Cancellation cancellation) {
            this.at = at;
            this.code = code;
            this.cancellation = cancellation;
        }

        private void lookAt(Known known) {
            String why = known.lostWord(at, code);
            if (why != null) {
                cancellation.giveUp(why);
            }
        }
    }

    /** An attempt begins; each must {@link #end}. */
    Attempt begin(Instance at, Code code, Cancellation cancellation) {
        Attempt attempt = new Attempt(at, code, cancellation);
        attempts.add(attempt);
        // a change that has just come may have missed it
        Known known = latest;
        if (known != null) {
            attempt.lookAt(known);
        }
        return attempt;
    }

    void end(Attempt attempt) {
        attempts.remove(attempt);
    }

    /** The registry has told something new. */
    void changed(Known known) {
        latest = known;
        for (Attempt attempt : attempts) {
            attempt.lookAt(known);
        }
    }
}
