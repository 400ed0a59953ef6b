package io.msagent.instrument;

import io.msagent.instrument.match.ClassBytes;
import java.lang.instrument.Instrumentation;

/** Weaves what was loaded before the agent came. */
final class LoadedClasses {
    private final Instrumentation instrumentation;
    private final WeavingTransformer transformer;
    private final Reports reports;

    LoadedClasses(Instrumentation instrumentation, WeavingTransformer transformer, Reports reports) {
        this.instrumentation = instrumentation;
        this.transformer = transformer;
        this.reports = reports;
    }

    /** Call it with the transformer in place, so that no class is loaded unseen in between. */
    void weave() {
        for (Class<?> each : instrumentation.getAllLoadedClasses()) {
            if (!each.isArray() && !each.isHidden() && matches(each)) {
                weave(each);
            }
        }
    }

    private boolean matches(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null || !transformer.mayHoldApplicationClasses(loader)) {
            return false;
        }
        try {
            byte[] bytes = ClassBytes.of(loader).find(type.getName().replace('.', '/'));
            return bytes != null && transformer.matches(bytes, loader);
        } catch (RuntimeException | LinkageError e) {
            reports.failed(type.getName(), e);
            return false;
        }
    }

    private void weave(Class<?> type) {
        try {
            instrumentation.retransformClasses(type);
        } catch (Exception | LinkageError e) {
            reports.warn(type.getName()
                    + " was loaded before the agent and cannot be changed any more, its methods stay" + " local: " + e);
        }
    }
}
