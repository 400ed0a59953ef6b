/** What is handed over, on its way. */
package io.msagent.stateful.handover;
