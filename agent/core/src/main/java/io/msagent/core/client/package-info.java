/**
 * The caller's side: which instance, which connection, what is tried again, and what the caller is told.
 */
@NullMarked
package io.msagent.core.client;

import org.jspecify.annotations.NullMarked;
