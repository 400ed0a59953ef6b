/**
 * A simulation of many providers and callers at one registry, with the product's own connectors and heartbeats. No test:
 * {@code benchmarks/registry} runs it by hand, and what it prints stands in docs/performance.md.
 */
package io.msagent.it.scale;
