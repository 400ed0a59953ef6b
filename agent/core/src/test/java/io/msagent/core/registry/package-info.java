/**
 * The contract suite of the registry port: every promise of {@link io.msagent.core.registry.Registry} as a test.
 * An implementation's module extends {@link io.msagent.core.registry.RegistryContract} and says with
 * {@link io.msagent.core.registry.RegistryFixture} against what it runs.
 */
package io.msagent.core.registry;
