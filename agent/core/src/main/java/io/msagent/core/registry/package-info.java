/**
 * The registry port: register, beat, look up, watch, keep small values, hold locks. Implementations are found through
 * {@link java.util.ServiceLoader} as {@link io.msagent.core.registry.RegistryFactory}.
 */
@NullMarked
package io.msagent.core.registry;

import org.jspecify.annotations.NullMarked;
