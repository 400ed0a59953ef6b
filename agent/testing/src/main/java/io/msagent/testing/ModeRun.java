package io.msagent.testing;

import java.util.List;

/**
 * What a test came to in another JVM.
 *
 * @param differences what {@link Mode#COMPARE} found, a line each; else empty
 */
record ModeRun(Outcome outcome, List<String> differences) {}
