/**
 * A small shop, an ordinary program: it knows nothing of other processes beyond the annotation on four of its methods.
 * {@code java -jar demo.jar} runs all of it in one process.
 */
@NullMarked
package shop;

import org.jspecify.annotations.NullMarked;
