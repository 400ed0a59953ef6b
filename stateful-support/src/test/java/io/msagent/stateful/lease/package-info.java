/** Leases over the embedded registry, several instances of a service in one JVM. */
package io.msagent.stateful.lease;
