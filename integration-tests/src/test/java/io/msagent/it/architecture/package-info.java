/**
 * The rules of the tree: which part may use which, no cycles, small files, packages that say what they are for, and a
 * committed picture of it all.
 */
@NullMarked
package io.msagent.it.architecture;

import org.jspecify.annotations.NullMarked;
