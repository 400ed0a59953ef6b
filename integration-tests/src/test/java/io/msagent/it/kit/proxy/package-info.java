/**
 * Faults on the way between a caller and a provider, injected when and where a test says so. Providers register with one
 * registry; callers look into another, in which each provider stands at the address of a proxy. The proxy knows where a
 * request begins and ends, so what goes wrong is a matter of the request and not of time.
 */
package io.msagent.it.kit.proxy;
