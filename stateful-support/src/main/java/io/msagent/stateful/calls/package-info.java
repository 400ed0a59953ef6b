/**
 * The calls of stateful services at their owner: each waits for its key's turn, runs on its key's object, and what it did is
 * kept with its outcome before it is answered.
 *
 * <p>A {@link io.msagent.stateful.calls.Partition} is one lock's worth of it, and lives as long as one lease. Nothing of the
 * application runs, and nobody is answered, while the lock is held.
 */
@NullMarked
package io.msagent.stateful.calls;

import org.jspecify.annotations.NullMarked;
