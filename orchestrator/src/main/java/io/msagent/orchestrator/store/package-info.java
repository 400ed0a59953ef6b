/**
 * What the orchestrator keeps: launches and spawn records in the registry, sealed with the cluster token because running
 * them is executing code; its lock, its address and its logs in the state folder.
 */
@NullMarked
package io.msagent.orchestrator.store;

import org.jspecify.annotations.NullMarked;
