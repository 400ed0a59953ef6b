package io.msagent.core.server;

/**
 * What a repeated attempt says of the first one.
 *
 * @param incarnation that of the process which was sent the first attempt
 * @param mark what that process's record of calls had seen before it
 */
public record Repeat(String incarnation, long mark) {}
