/**
 * The words that every other package speaks: which method, which call, until when, and how it ended. No I/O.
 */
@NullMarked
package io.msagent.core.call;

import org.jspecify.annotations.NullMarked;
