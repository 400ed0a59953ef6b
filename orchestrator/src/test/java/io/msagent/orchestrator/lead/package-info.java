/** Tests of who acts. */
package io.msagent.orchestrator.lead;
