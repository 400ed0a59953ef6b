package io.msagent.core.context;

import io.msagent.core.config.Keys;
import io.msagent.core.config.Settings;
import io.msagent.core.log.Log;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** The context of each of the application's class loaders, made at its first call. Safe for use by any thread. */
public final class AppContexts {
    private final List<String> carriers;
    private final boolean mdc;
    private final LoadedNames loaded;
    /** Weakly both ways: what an application has let go of must not be kept here. */
    private final Map<ClassLoader, WeakReference<AppContext>> known = new WeakHashMap<>();

    /**
     * Looks for nothing yet.
     *
     * @param loaded tells whether the application logs already; before that nothing of its logging is touched
     */
    public AppContexts(Settings settings, LoadedNames loaded) {
        this(settings.get(Keys.CONTEXT_CARRIERS), settings.get(Keys.CONTEXT_MDC), loaded);
    }

    AppContexts(List<String> carriers, boolean mdc, LoadedNames loaded) {
        this.loaded = loaded;
        this.carriers = List.copyOf(carriers);
        this.mdc = mdc;
    }

    /** The one of this loader; to be kept by whoever asks, as it is found anew when nobody does. */
    public synchronized AppContext of(ClassLoader loader) {
        WeakReference<AppContext> there = known.get(loader);
        AppContext context = there == null ? null : there.get();
        if (context == null) {
            context = new AppContext(
                    OtelTracing.find(loader).orElse(Tracing.NONE),
                    carriers(loader),
                    mdc ? LogContext.of(loader, loaded) : LogContext.none());
            known.put(loader, new WeakReference<>(context));
        }
        return context;
    }

    /** A carrier that cannot be made fails every call, because none may run without its context; the log says it once. */
    private AppContext.Source carriers(ClassLoader loader) {
        try {
            Carriers made = Carriers.of(loader, carriers);
            return () -> made;
        } catch (ContextException e) {
            String message = String.valueOf(e.getMessage());
            Log.error(message);
            return () -> {
                throw new ContextException(message, null);
            };
        }
    }
}
