/**
 * Finds calls that would wait for ever: each for a key whose holder waits, through whatever calls and processes, for a key
 * that the first one's own transaction has. Follows who waits for whom from instance to instance, edge by edge.
 *
 * <p>A cycle that is found twice in a row ends one of its calls: that of the youngest transaction.
 */
@NullMarked
package io.msagent.stateful.deadlock;

import org.jspecify.annotations.NullMarked;
