/**
 * Describes the methods of one class as services: which are marked and how, where their receiver comes from, and what
 * cannot be served and why. Works on class files through Byte Buddy's type pool and loads no class of the application.
 */
@NullMarked
package io.msagent.instrument.describe;

import org.jspecify.annotations.NullMarked;
