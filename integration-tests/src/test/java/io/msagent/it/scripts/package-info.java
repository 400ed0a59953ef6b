/** The scripts in {@code bin/}, run as a person runs them. */
package io.msagent.it.scripts;
