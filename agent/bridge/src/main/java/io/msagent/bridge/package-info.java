/**
 * The one place that woven code knows.
 *
 * <p>These classes are appended to the bootstrap search path, so that they link under any class loader. Nothing may
 * ever be added here that is not a JDK type, that does work of its own, or that could load a class of the application:
 * the application's methods run through this package.
 */
@NullMarked
package io.msagent.bridge;

import org.jspecify.annotations.NullMarked;
