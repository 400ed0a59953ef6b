/** What people see in the dashboard and in Consul's own UI, seen with a real browser. */
package io.msagent.it.ui;
