/**
 * The store over JDBC, in H2 or PostgreSQL: a pool of connections, a schema made and migrated by Flyway, and every effect
 * in one database transaction with its outcome. SQL is the same for both; what differs stands in {@link
 * io.msagent.stateful.store.jdbc.Dialect} and in the migrations' folders. Nothing here touches the process as a whole: no
 * registered driver, no context class loader, no beans.
 */
@NullMarked
package io.msagent.stateful.store.jdbc;

import org.jspecify.annotations.NullMarked;
