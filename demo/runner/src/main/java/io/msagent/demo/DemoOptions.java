package io.msagent.demo;

/**
 * What the user asked for.
 *
 * @param calls how many calls the shop makes
 * @param kill whether to kill a provider in the middle
 * @param keep whether orchestrator and providers go on running afterwards
 */
record DemoOptions(int calls, boolean kill, boolean keep) {}
