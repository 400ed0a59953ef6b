/** Reads what a scraper gets. */
package io.msagent.core.metrics;
