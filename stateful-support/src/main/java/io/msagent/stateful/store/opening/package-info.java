/** Finds and opens the store of a process: the database that the settings name, or the one that the registry knows. */
@NullMarked
package io.msagent.stateful.store.opening;

import org.jspecify.annotations.NullMarked;
