/** The connector against both registries it is made for: a real Consul, and the embedded server. */
package io.msagent.registry.consul;
