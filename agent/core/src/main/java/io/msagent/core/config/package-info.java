/**
 * One typed description of every setting, and how settings are read: agent arguments before {@code -Dms.*} before
 * {@code MS_*} before the file that {@code config} names. The description feeds the parser, the error messages and the
 * table in the docs.
 */
@NullMarked
package io.msagent.core.config;

import org.jspecify.annotations.NullMarked;
