/**
 * The caller's side: which instance, which connection, what is tried again, and what the caller is told.
 *
 * <p>{@link io.msagent.core.client.Caller} is the way in. It keeps one subscription per service, makes each call by the
 * table of the failure model, and carries it over the {@link io.msagent.core.client.Transport} port. The happy path is
 * one look at the known instances and one exchange on the calling thread; pauses, budgets and provisioning come in only
 * when a first attempt has failed or nobody serves. {@link io.msagent.core.client.balance} chooses among instances,
 * {@link io.msagent.core.client.breaker} says which are left alone; {@code docs/calls.md} tells the order of it all.
 */
@NullMarked
package io.msagent.core.client;

import org.jspecify.annotations.NullMarked;
