/**
 * The agent's part inside the isolated loader: reads settings, puts the runtime together, and changes classes as they are
 * loaded. The only user of Byte Buddy.
 *
 * <p>Nothing in here may throw into the JVM's class loading, wait for a lock while an application's loader calls, or
 * load a class of the application.
 */
@NullMarked
package io.msagent.instrument;

import org.jspecify.annotations.NullMarked;
