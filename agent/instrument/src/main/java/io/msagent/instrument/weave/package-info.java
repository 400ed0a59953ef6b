/**
 * Writes calls of the bridge into class files.
 *
 * <p>In Java, a woven method looks like this, {@code 7} being its number:
 *
 * <pre>{@code
 * int quote(String item) {
 *     Object[] entered = Bridge.leaves(7) ? Bridge.call(7, this, new Object[] {item}) : null;
 *     if (entered != null) {
 *         return (int) entered[0];
 *     }
 *     ... // the body, unchanged
 * }
 * }</pre>
 *
 * <p>What {@code Bridge.call} throws reaches the application as it is: nothing is suppressed, because a suppressed
 * failure would run the body a second time, here, without anybody knowing.
 */
@NullMarked
package io.msagent.instrument.weave;

import org.jspecify.annotations.NullMarked;
