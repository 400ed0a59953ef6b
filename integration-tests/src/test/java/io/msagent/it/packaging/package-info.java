/** The packaged {@code ms-agent.jar}: what is in it, and what it does to a JVM that starts with it. */
@NullMarked
package io.msagent.it.packaging;

import org.jspecify.annotations.NullMarked;
