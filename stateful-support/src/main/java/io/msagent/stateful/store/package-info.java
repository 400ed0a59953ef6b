/**
 * The store port: durable states, and with each effect the outcome of the call that made it, in one transaction that is
 * fenced by the owner's epoch.
 */
@NullMarked
package io.msagent.stateful.store;

import org.jspecify.annotations.NullMarked;
