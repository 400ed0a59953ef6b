/**
 * Decides from raw bytes and names whether a class may hold methods to weave. Loads no class, and knows nothing of Byte
 * Buddy: most classes of a program are looked at here and nowhere else.
 */
@NullMarked
package io.msagent.instrument.match;

import org.jspecify.annotations.NullMarked;
