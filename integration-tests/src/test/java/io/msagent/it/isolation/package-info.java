/** The agent changes nothing of what the application loads, logs, or how it exits. */
package io.msagent.it.isolation;
