/** What can be seen of calls from outside, and what of an application goes along with them. */
package io.msagent.it.observability;
