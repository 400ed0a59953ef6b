/**
 * The default store: an H2 database in the orchestrator's own process, for the processes of its machine. Its owner makes
 * the schema; providers come over TCP, on the loopback address only, as a user that may read and write rows and nothing
 * else. Its files outlive a kill at any moment: {@link WholeWrites}, {@link Recovery}. Where it is, is published in the registry, signed with the cluster token.
 */
@NullMarked
package io.msagent.stateful.store.embedded;

import org.jspecify.annotations.NullMarked;
