/** A real PostgreSQL for tests: made in a temporary folder, on the loopback address, and gone with the test JVM. */
package io.msagent.stateful.store.postgres;
