/** What callers see while processes die. */
package io.msagent.it.faults;
