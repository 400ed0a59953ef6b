/**
 * Where the JVM enters. These classes stand beside the application's, so they are few, use JDK types only, and do nothing
 * but open the isolated loader and hand over.
 */
@NullMarked
package io.msagent.agent;

import org.jspecify.annotations.NullMarked;
