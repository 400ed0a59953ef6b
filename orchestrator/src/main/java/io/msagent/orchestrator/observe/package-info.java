/**
 * What there is: registrations through subscriptions, what orchestrators share through the registry, processes of this
 * machine, and the answers of instances that are asked for their health. {@link io.msagent.orchestrator.observe.Observer}
 * makes one {@link io.msagent.orchestrator.model.Snapshot} of it. Every orchestrator observes everything, whether or not it
 * leads, so that the next leader knows what the last one knew.
 */
@NullMarked
package io.msagent.orchestrator.observe;

import org.jspecify.annotations.NullMarked;
