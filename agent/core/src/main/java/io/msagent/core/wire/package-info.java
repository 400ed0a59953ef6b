/**
 * The protocol and its codecs: how arguments, results and exceptions become bytes and come back. Opens no socket.
 */
@NullMarked
package io.msagent.core.wire;

import org.jspecify.annotations.NullMarked;
