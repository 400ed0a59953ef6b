/** What takes how long when something happens to a fleet: the programs behind the scripts in {@code benchmarks}. */
package io.msagent.it.bench;
