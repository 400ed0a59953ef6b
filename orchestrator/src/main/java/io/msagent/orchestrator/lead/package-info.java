/**
 * Who acts: a session of this orchestrator in the registry, and the locks that are tied to it. One of them says who leads
 * all orchestrators of a registry, another who supervises this host. An orchestrator that does not get a lock follows, and
 * goes on trying; who has one writes under its fence, so that the registry itself refuses what comes too late.
 */
@NullMarked
package io.msagent.orchestrator.lead;

import org.jspecify.annotations.NullMarked;
