/** Whole programs with a real Consul, as its operators run it. */
package io.msagent.it.consul;
