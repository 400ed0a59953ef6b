/**
 * The provider's side: a listener, a bounded pool of workers, the record of calls, and the way out (drain).
 *
 * <p>A request is read whole on an I/O thread, so that a slow sender holds no worker, and then handed over once, to the
 * workers, which run the body and write the answer.
 *
 * <h2>What is bounded, and what a caller sees there</h2>
 *
 * <p>At most {@code workers} bodies run at the same time; {@code workers.queue} more calls wait their turn. Past that a
 * call is refused at once as {@code overloaded}: it was not started, so the caller goes to another instance.
 *
 * <p>A body that waits for a nested call lends its slot, so that another body can run meanwhile; when its wait is over it
 * takes a slot back before any body that has not started. It keeps its thread all the while, so the bodies that have
 * started and not ended are bounded too: {@code workers} + {@code workers.max-blocked} (16 + 2,048 by default). Bodies
 * whose future is not complete yet count as well, although they hold no thread. At that bound nothing may be queued,
 * because what waits might wait for just that: new calls, and those already queued, are refused as {@code overloaded}.
 * So a recursion through a single provider goes about 2,060 calls deep with the defaults; the next call in finds no instance
 * that takes it, and its caller gets, at its deadline at the latest, what it gets when nobody serves (the local body, or
 * {@code NoInstanceException}). Nothing waits for ever: whoever waits, waits for a body that runs or for a refusal.
 *
 * <p>A wait that the agent cannot see (a lock, a connection of the application's own) keeps its slot.
 */
@NullMarked
package io.msagent.core.server;

import org.jspecify.annotations.NullMarked;
