package io.msagent.instrument.weave;

import io.msagent.bridge.Bridge;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/** Copied into marked methods. The array of arguments is made only for a call that goes out. */
@SuppressWarnings({"UnusedVariable", "UnusedMethod"}) // read by Byte Buddy
final class CallAdvice {
    private CallAdvice() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static Object @Nullable [] enter(
            @MethodNumber int method,
            @Advice.This(optional = true) @Nullable Object receiver,
            @Advice.AllArguments @Nullable Object[] arguments)
            throws Throwable {
        return Bridge.leaves(method) ? Bridge.call(method, receiver, arguments) : null;
    }

    @Advice.OnMethodExit
    static void exit(
            @Advice.Enter Object @Nullable [] entered,
            @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object returned) {
        if (entered != null) {
            returned = entered[0];
        }
    }
}
