/**
 * Which instance is called next: the {@link io.msagent.core.client.balance.Balancer} port and its strategies. They choose
 * among candidates that the caller has sorted out before: those that have failed this call or are ejected are not offered
 * while there are others, so that no strategy has to know of failures.
 */
@NullMarked
package io.msagent.core.client.balance;

import org.jspecify.annotations.NullMarked;
