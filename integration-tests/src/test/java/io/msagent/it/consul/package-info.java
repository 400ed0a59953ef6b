/** What real Consul agents and clusters do to programs that run, and what these programs do about it. */
package io.msagent.it.consul;
