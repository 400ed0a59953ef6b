/**
 * What lies between the leases and the calls: a partition of keys, held under a lease, is opened, closed, handed over or
 * lost. The keeper of leases says when; the keeper of calls does it.
 */
@NullMarked
package io.msagent.stateful.holding;

import org.jspecify.annotations.NullMarked;
