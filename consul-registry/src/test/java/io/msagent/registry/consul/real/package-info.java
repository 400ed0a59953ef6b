/** Real Consul agents for tests: one node or a cluster, started, stopped, killed, suspended, and started again. */
package io.msagent.registry.consul.real;
