/**
 * How calls ended whose effects are in no store: kept in memory, bounded, and handed over to the next owner, so that a
 * repeated call gets its first outcome or hears that nobody knows it.
 */
@NullMarked
package io.msagent.stateful.outcome;

import org.jspecify.annotations.NullMarked;
