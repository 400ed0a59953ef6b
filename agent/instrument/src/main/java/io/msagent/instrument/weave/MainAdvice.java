package io.msagent.instrument.weave;

import io.msagent.bridge.Bridge;
import net.bytebuddy.asm.Advice;

/** Copied into the {@code main} of a provider. A {@code main} that throws does not arrive at its end. */
@SuppressWarnings("UnusedMethod") // read by Byte Buddy
final class MainAdvice {
    private MainAdvice() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter() {
        return Bridge.enterMain();
    }

    @Advice.OnMethodExit
    static void exit(@Advice.Enter boolean replaced) {
        if (!replaced) {
            Bridge.leaveMain();
        }
    }
}
