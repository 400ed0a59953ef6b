package io.msagent.core.config;

/** Where a provider finds the object of an instance method; AUTO takes the first that fits. */
public enum ReceiverChoice {
    AUTO,
    NEW,
    BEAN,
    VALUE
}
