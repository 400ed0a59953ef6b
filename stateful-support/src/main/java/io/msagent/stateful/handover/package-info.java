/**
 * What an owner of a partition hands over to the next, on its way: written as JSON, sent in pieces, kept by the heir until it
 * has the lease, and dropped if that does not come.
 */
@NullMarked
package io.msagent.stateful.handover;

import org.jspecify.annotations.NullMarked;
