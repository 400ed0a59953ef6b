package io.msagent.core.client;

/** Puts the caller's own frames under the frames that an exception brings from the provider. */
@FunctionalInterface
interface Splice {
    /** Changes nothing. */
    Splice NONE = thrown -> {};

    /** Called on the thread that will throw the exception. */
    void splice(Throwable thrown);
}
