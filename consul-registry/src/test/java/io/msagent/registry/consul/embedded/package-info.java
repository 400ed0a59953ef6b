/** The embedded server seen by a plain HTTP client, its state in virtual time, and its file after bad ends. */
package io.msagent.registry.consul.embedded;
