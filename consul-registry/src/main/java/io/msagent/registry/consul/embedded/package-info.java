/**
 * A one-node server of Consul's HTTP API, for the calls that we use: the registry of a machine that has no Consul. curl
 * and other Consul clients work against it; the same contract suite runs against it and against a real Consul.
 *
 * <p>Two halves. The state ({@code State}, {@code Services}, {@code Keys}, {@code Sessions}) knows no HTTP and no clock of
 * its own: one monitor guards it, and time is what its caller says. The door ({@code Door}, the {@code *Routes}) turns
 * requests into calls of the state. A blocking query is a note in {@code Changes} and holds no thread.
 *
 * <p>Values are kept in a log file and survive a killed process; services, checks and sessions are not kept, since who
 * lives registers again. docs/registry.md lists what is served, the bounds, and all differences from Consul.
 */
@NullMarked
package io.msagent.registry.consul.embedded;

import org.jspecify.annotations.NullMarked;
