/**
 * Differential fuzz: random sequences of the API calls that the embedded registry serves, sent to it and to a real Consul.
 * Their answers must be equal but for ids, indexes and times. What may differ all the same stands, with its reason, in
 * {@link io.msagent.registry.consul.fuzz.Allowed} and in docs/registry.md.
 */
package io.msagent.registry.consul.fuzz;
