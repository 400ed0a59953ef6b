package io.msagent.instrument;

import io.msagent.instrument.match.Candidates;
import io.msagent.instrument.match.RawClass;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees every class before it is defined. Nearly all of them cost one look at their constant pool; the rest go to
 * {@link ClassWork}. Never throws: a class that we fail on is left as it is, and one line says so.
 */
final class WeavingTransformer implements ClassFileTransformer {
    private final ClassLoader own = WeavingTransformer.class.getClassLoader();
    private final ClassLoader platform = ClassLoader.getPlatformClassLoader();
    private final Candidates candidates;
    private final MainMethods mains;
    private final Reports reports;
    private final Supplier<ClassWork> newWork;
    private @Nullable ClassWork work;

    /** {@code newWork} is asked once, when the first class needs it. */
    WeavingTransformer(Candidates candidates, MainMethods mains, Reports reports, Supplier<ClassWork> newWork) {
        this.candidates = candidates;
        this.mains = mains;
        this.reports = reports;
        this.newWork = newWork;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (loader == null || name == null || !mayHoldApplicationClasses(loader)) {
            return null;
        }
        try {
            return matches(bytes, loader) ? work().run(name.replace('/', '.'), bytes, loader) : null;
        } catch (Throwable e) {
            reports.failed(name.replace('/', '.'), e);
            return null;
        }
    }

    /** Whether there may be something to do for a class with these bytes. */
    boolean matches(byte[] bytes, ClassLoader loader) {
        RawClass raw = RawClass.parse(bytes);
        return mains.mayBeIn(raw) || candidates.matches(raw, loader);
    }

    /** The platform's own loaders hold no application, and ours holds the agent. */
    boolean mayHoldApplicationClasses(ClassLoader loader) {
        return loader != platform && loader != own;
    }

    private synchronized ClassWork work() {
        if (work == null) {
            work = newWork.get();
        }
        return work;
    }
}
