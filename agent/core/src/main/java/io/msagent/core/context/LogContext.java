package io.msagent.core.context;

import io.msagent.CallContextCarrier.Restored;
import io.msagent.core.call.Deadline;
import io.msagent.core.log.Log;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the ids of call and transaction into the MDC of the application's logging: SLF4J's and Log4j 2's, whichever it uses. A logging that the
 * application has not begun to use is not touched, because to touch it would set it up, before the application does so in its
 * own way. Never throws. Safe for use by any thread.
 */
final class LogContext {
    /** The key of the call's id in the MDC. */
    static final String KEY = "ms.call-id";
    /** The key of the transaction's id. */
    static final String TRANSACTION = "ms.transaction";

    private static final Restored NOTHING = () -> {};

    /** What an application loads when it begins to log, and where its MDC is then. */
    private static final Map<String, String> MDC_OF = Map.of(
            "org.slf4j.LoggerFactory", "org.slf4j.MDC",
            "org.apache.logging.log4j.LogManager", "org.apache.logging.log4j.ThreadContext");
    /** A look takes about a millisecond: one before each of the first bodies, then fewer and fewer, over half an hour. */
    private static final int LOOKS_AT_ONCE = 16;

    private static final int LOOKS = LOOKS_AT_ONCE + 11;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final @Nullable ClassLoader application;
    private final LoadedNames loaded;
    private volatile List<Mdc> mdcs = List.of();
    private volatile @Nullable Deadline nextLook = Deadline.after(Duration.ZERO);
    private int looks;

    private record Mdc(MethodHandle put, MethodHandle remove) {}

    private LogContext(@Nullable ClassLoader application, LoadedNames loaded) {
        this.application = application;
        this.loaded = loaded;
    }

    static LogContext none() {
        return new LogContext(null, (names, loader) -> Set.of());
    }

    static LogContext of(ClassLoader application, LoadedNames loaded) {
        return new LogContext(application, loaded);
    }

    private List<Mdc> mdcs() {
        Deadline next = nextLook;
        if (application != null && next != null && next.passed()) {
            look(application);
        }
        return mdcs;
    }

    private synchronized void look(ClassLoader loader) {
        Deadline next = nextLook;
        if (next == null || !next.passed()) {
            return;
        }
        List<Mdc> found = new ArrayList<>();
        for (String logging : loaded.among(MDC_OF.keySet(), loader)) {
            find(Objects.requireNonNull(MDC_OF.get(logging)), loader).ifPresent(found::add);
        }
        mdcs = List.copyOf(found);
        nextLook = ++looks == LOOKS || found.size() == MDC_OF.size()
                ? null
                : Deadline.after(FIRST_PAUSE.multipliedBy(looks < LOOKS_AT_ONCE ? 0 : 1L << (looks - LOOKS_AT_ONCE)));
    }

    private static Optional<Mdc> find(String name, ClassLoader application) {
        try {
            Class<?> type = Class.forName(name, true, application);
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            return Optional.of(new Mdc(
                    lookup.findStatic(type, "put", MethodType.methodType(void.class, String.class, String.class)),
                    lookup.findStatic(type, "remove", MethodType.methodType(void.class, String.class))));
        } catch (ReflectiveOperationException | LinkageError e) {
            Log.write(Log.Level.DEBUG, "no MDC of " + name, e);
            return Optional.empty();
        }
    }

    Restored enter(String callId, @Nullable String transaction) {
        List<Mdc> all = mdcs();
        if (all.isEmpty()) {
            return NOTHING;
        }
        try {
            for (Mdc mdc : all) {
                mdc.put.invoke(KEY, callId);
                if (transaction != null) {
                    mdc.put.invoke(TRANSACTION, transaction);
                }
            }
        } catch (Throwable e) {
            Log.write(Log.Level.DEBUG, "the ids of call and transaction cannot be put into the MDC", e);
        }
        return () -> leave(all);
    }

    private static void leave(List<Mdc> all) {
        try {
            for (Mdc mdc : all) {
                mdc.remove.invoke(KEY);
                mdc.remove.invoke(TRANSACTION);
            }
        } catch (Throwable e) {
            Log.write(Log.Level.DEBUG, "the ids of call and transaction cannot be taken out of the MDC", e);
        }
    }
}
