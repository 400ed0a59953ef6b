/** Starts programs, orchestrators and agents as a user would: real processes, found by their jars. */
package io.msagent.it.kit;
