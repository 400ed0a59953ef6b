/**
 * Several orchestrators on one host that share a state folder: each has a slot in it, watches the others, starts one again
 * that has died, and ends one that hangs. The embedded registry is run by one of them, and taken over by another when that
 * one dies.
 */
@NullMarked
package io.msagent.orchestrator.replica;

import org.jspecify.annotations.NullMarked;
