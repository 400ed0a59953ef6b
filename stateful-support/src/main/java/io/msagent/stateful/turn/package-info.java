/**
 * Whose turn it is: the calls of one key run one at a time, in the order of their arrival; only what the running body calls
 * itself goes before. And who waits for whom.
 */
@NullMarked
package io.msagent.stateful.turn;

import org.jspecify.annotations.NullMarked;
