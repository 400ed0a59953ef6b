package io.msagent.core.wire;

/**
 * Opens the package of a class to the codecs, so that they can read and write its fields. The agent does it through
 * {@code Instrumentation}; elsewhere {@code --add-opens} does.
 */
@FunctionalInterface
public interface ModuleOpener {
    /** Opens nothing. */
    ModuleOpener NONE = type -> {};

    /** Opens the package of this class; called again for the same class it does nothing. */
    void open(Class<?> type);
}
