/** Programs whose services keep state, in one process and in several. */
package io.msagent.it.stateful;
