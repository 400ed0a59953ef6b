/**
 * For the tests of applications: {@link io.msagent.testing.MicroserviceTest} runs one test body as the plain program, with
 * its calls through the wire, and with real provider processes.
 *
 * <p>Every mode but the plain one runs in a JVM of its own, which is the test's JVM once more with the agent in it. It takes
 * the name of a test on its standard input, runs it with JUnit's launcher, and tells how it ended; when that input ends,
 * so does the process.
 */
@NullMarked
package io.msagent.testing;

import org.jspecify.annotations.NullMarked;
