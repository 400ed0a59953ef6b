/** The agent with nothing else running: plain Java, and one line that says so. */
package io.msagent.it.alone;
