package io.msagent.instrument.weave;

import io.msagent.bridge.Bridge;
import net.bytebuddy.asm.Advice;

/** Copied into the constructors of receivers. One object may be announced more than once: by {@code this(...)} too. */
@SuppressWarnings("UnusedMethod") // read by Byte Buddy
final class BirthAdvice {
    private BirthAdvice() {}

    @Advice.OnMethodExit
    static void exit(@Advice.This Object receiver) {
        Bridge.born(receiver);
    }
}
