/**
 * Shows that the shop prints the same, byte for byte, whether its methods run in one process or in several: starts an
 * orchestrator, runs the shop plainly and under the agent, compares, and leaves no process behind.
 */
@NullMarked
package io.msagent.demo;

import org.jspecify.annotations.NullMarked;
