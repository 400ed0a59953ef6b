/**
 * The dashboard: a page of static files that reads the admin API with the view key and acts through it with the cluster
 * token. The files hold no data of the cluster, so they are served to whoever asks; all that they show comes through
 * requests that are authorised. They need no build step and nothing from outside.
 */
@NullMarked
package io.msagent.orchestrator.dashboard;

import org.jspecify.annotations.NullMarked;
