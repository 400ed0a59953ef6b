/**
 * The circuit breaker of one instance: ejects an instance that fails, for a time that grows, and lets it back in by one
 * call that tries it. Knows nothing of calls or services; how many may be ejected at once is the user's to say.
 *
 * <p>Not Failsafe's: the time of an ejection grows from one to the next, which instances stay ejected depends on the
 * others, and a good answer must cost no lock.
 */
@NullMarked
package io.msagent.core.client.breaker;

import org.jspecify.annotations.NullMarked;
