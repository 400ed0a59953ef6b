package io.msagent.core.context;

import io.msagent.CallContextCarrier.Restored;
import io.msagent.core.log.Log;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the call id into the MDC of the application's logging: SLF4J's and Log4j 2's, whichever are there. Looks for them at
 * the first body, because looking sets them up. Never throws. Safe for use by any thread.
 */
final class LogContext {
    /** The key in the MDC. */
    static final String KEY = "ms.call-id";

    private static final Restored NOTHING = () -> {};

    private final @Nullable ClassLoader application;
    private volatile @Nullable List<Mdc> mdcs;

    private record Mdc(MethodHandle put, MethodHandle remove) {}

    private LogContext(@Nullable ClassLoader application) {
        this.application = application;
    }

    static LogContext none() {
        return new LogContext(null);
    }

    static LogContext of(ClassLoader application) {
        return new LogContext(application);
    }

    /** Two threads may both look; they find the same. */
    private List<Mdc> mdcs() {
        List<Mdc> there = mdcs;
        if (there == null) {
            there = application == null ? List.of() : find(application);
            mdcs = there;
        }
        return there;
    }

    private static List<Mdc> find(ClassLoader application) {
        List<Mdc> found = new ArrayList<>();
        for (String name : List.of("org.slf4j.MDC", "org.apache.logging.log4j.ThreadContext")) {
            try {
                Class<?> type = Class.forName(name, true, application);
                MethodHandles.Lookup lookup = MethodHandles.publicLookup();
                found.add(new Mdc(
                        lookup.findStatic(type, "put", MethodType.methodType(void.class, String.class, String.class)),
                        lookup.findStatic(type, "remove", MethodType.methodType(void.class, String.class))));
            } catch (ReflectiveOperationException | LinkageError e) {
                Log.write(Log.Level.DEBUG, "no MDC of " + name, e);
            }
        }
        return List.copyOf(found);
    }

    Restored enter(String callId) {
        List<Mdc> all = mdcs();
        if (all.isEmpty()) {
            return NOTHING;
        }
        try {
            for (Mdc mdc : all) {
                mdc.put.invoke(KEY, callId);
            }
        } catch (Throwable e) {
            Log.write(Log.Level.DEBUG, "the call id cannot be put into the MDC", e);
        }
        return () -> leave(all);
    }

    private static void leave(List<Mdc> all) {
        try {
            for (Mdc mdc : all) {
                mdc.remove.invoke(KEY);
            }
        } catch (Throwable e) {
            Log.write(Log.Level.DEBUG, "the call id cannot be taken out of the MDC", e);
        }
    }
}
