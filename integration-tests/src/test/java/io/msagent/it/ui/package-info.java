/** What people see in Consul's own UI, seen with a real browser. */
package io.msagent.it.ui;
