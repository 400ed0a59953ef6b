/** Leases of a process that is alone: it owns everything from the start. */
@NullMarked
package io.msagent.stateful.local;

import org.jspecify.annotations.NullMarked;
