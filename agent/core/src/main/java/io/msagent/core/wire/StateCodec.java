package io.msagent.core.wire;

/**
 * The state of one class's objects as bytes: all fields that are neither static nor transient, superclasses' included. Safe
 * for use by any thread; an object must not change while it is written.
 */
public interface StateCodec {

    /** A new object, as the application's own constructor without parameters makes it: the state of a key that is new. */
    Object fresh();

    /** The object's state. */
    byte[] write(Object object);

    /** A fresh object with this state; transient fields stay as the constructor left them. */
    Object read(byte[] state);
}
