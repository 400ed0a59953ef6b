/** Callers, providers and an orchestrator at a real Consul: with ACLs, with strangers in it, away, slow, restarted. */
package io.msagent.it.consul;
