/**
 * A caller that offers real providers more than they can take. No test: {@code benchmarks/overload} runs it by hand, and
 * what it prints stands in docs/performance.md.
 */
package io.msagent.it.overload;
