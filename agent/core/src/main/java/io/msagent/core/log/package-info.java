/**
 * The agent's own log: one small sink to standard error or a file, apart from whatever logging the application has.
 * Bindings of the logging facades that the libraries beneath use end here too.
 */
@NullMarked
package io.msagent.core.log;

import org.jspecify.annotations.NullMarked;
