/**
 * The cluster token: the one secret that callers, providers and orchestrators share.
 */
@NullMarked
package io.msagent.core.token;

import org.jspecify.annotations.NullMarked;
