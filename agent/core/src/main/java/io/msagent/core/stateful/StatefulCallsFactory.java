package io.msagent.core.stateful;

import io.msagent.core.server.StatefulCalls;

/**
 * Makes the keeper of a process's stateful services. Implementations have a public constructor without parameters and
 * stand in a services file.
 */
public interface StatefulCallsFactory {

    /** Makes it; it does nothing until it is to serve. */
    StatefulCalls create(StatefulHost host);
}
