package io.msagent.instrument.match;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Finds class files without loading classes. Safe for use by any thread. */
@FunctionalInterface
public interface ClassBytes {

    /** The class file of this internal name, or null if there is none to be had. */
    byte @Nullable [] find(String internalName);

    /** What a class loader offers as resources. The result holds on to the loader: do not keep it. */
    static ClassBytes of(ClassLoader loader) {
        return name -> {
            try (InputStream in = loader.getResourceAsStream(name + ".class")) {
                return in == null ? null : in.readAllBytes();
            } catch (IOException e) {
                return null;
            }
        };
    }
}
