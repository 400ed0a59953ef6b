/** Tests of what is seen, and of what is remembered. */
package io.msagent.orchestrator.observe;
