/**
 * What travels with a call beside its arguments: the trace that the application is in, and what its own carriers take
 * along; and what a body finds in its provider: both of them again, and the call id in its logger's MDC.
 *
 * <p>Everything of the application is reached by reflection in the application's class loaders, because the agent's own
 * loader sees none of it. Whatever is not there costs nothing.
 */
@NullMarked
package io.msagent.core.context;

import org.jspecify.annotations.NullMarked;
