/**
 * The provider's side: a listener, a bounded pool of workers, the record of calls, and the way out (drain).
 */
@NullMarked
package io.msagent.core.server;

import org.jspecify.annotations.NullMarked;
