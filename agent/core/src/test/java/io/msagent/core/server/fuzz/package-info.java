/** Malformed requests without end against a real listener, from a seed that a failure names. */
package io.msagent.core.server.fuzz;
