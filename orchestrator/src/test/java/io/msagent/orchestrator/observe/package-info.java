/** Tests of what is seen of instances and remembered. */
package io.msagent.orchestrator.observe;
