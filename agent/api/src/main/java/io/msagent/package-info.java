/**
 * What an application may name or catch: one annotation and the exceptions of the machinery.
 *
 * <p>Everything here works without the agent too: an annotated method then simply runs its body. The package has no
 * dependency, because the agent offers it to every class loader of the application.
 */
@NullMarked
package io.msagent;

import org.jspecify.annotations.NullMarked;
