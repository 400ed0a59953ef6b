/** A store without a store: for programs that play at being several processes, and for tests. */
@NullMarked
package io.msagent.stateful.store.memory;

import org.jspecify.annotations.NullMarked;
