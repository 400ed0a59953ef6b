package io.msagent.core.config;

/** How a caller spreads its calls over a service's instances. */
public enum Balance {
    /** Of two taken at random the less busy one, by this caller's own calls and what the instances say of their load. */
    CLIENT,
    /** One after the other. */
    ROUND_ROBIN,
    /** The orchestrator names one for each request. */
    ORCHESTRATOR,
    /** Always the same one, until it is gone. */
    NONE
}
