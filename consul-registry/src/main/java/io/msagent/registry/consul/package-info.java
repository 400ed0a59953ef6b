/**
 * The registry port over Consul's HTTP API. The only package that knows Orbitz's client; what that client cannot express
 * is solved here, each time with a comment that says so. Found through {@link java.util.ServiceLoader}.
 */
@NullMarked
package io.msagent.registry.consul;

import org.jspecify.annotations.NullMarked;
