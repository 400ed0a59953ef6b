/**
 * The provider's record of calls, kept in memory: what makes it safe to ask the same instance again when an answer was
 * lost. It knows the calls of this process's life only; after a restart a repeated id is a new call.
 */
@NullMarked
package io.msagent.stateful.dedupe;

import org.jspecify.annotations.NullMarked;
