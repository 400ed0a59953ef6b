package io.msagent.core.call;

/** Where the object comes from on which a provider runs an instance method. */
public enum Receiver {
    /** The method is static. */
    NONE,
    /** A new instance, made once per provider: the class has no instance fields. */
    NEW,
    /** The one that the application's {@code main} built in the provider. */
    BEAN,
    /** The caller's, by value: it travels with the call as the first element of the arguments. */
    VALUE,
    /** The state of the call's key: one object for each key, which the key's owner keeps. */
    KEYED
}
