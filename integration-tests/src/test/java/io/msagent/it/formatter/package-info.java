/** A program nobody here wrote, run unchanged. */
package io.msagent.it.formatter;
