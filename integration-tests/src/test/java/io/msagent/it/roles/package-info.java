/** Providers and callers of every make: spawned, started by hand, attached later, with beans of their own. */
package io.msagent.it.roles;
