/** One program that checks itself, run in every mode. */
package io.msagent.it.modes;
