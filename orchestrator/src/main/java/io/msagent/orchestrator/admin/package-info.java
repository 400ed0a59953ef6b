/**
 * The admin address: HTTP and JSON for callers that need a provider, and for people. Every request carries the cluster token.
 */
@NullMarked
package io.msagent.orchestrator.admin;

import org.jspecify.annotations.NullMarked;
