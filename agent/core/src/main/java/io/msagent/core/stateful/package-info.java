/**
 * What a provider lends to the keeper of its stateful services (the module {@code stateful-support}), and how it finds it;
 * the calls themselves go through {@link io.msagent.core.server.StatefulCalls}.
 */
@NullMarked
package io.msagent.core.stateful;

import org.jspecify.annotations.NullMarked;
