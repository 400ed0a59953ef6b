package io.msagent.core.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Joins the two halves of a remote call's stack trace: the frames of the body elsewhere, one frame that says where, and
 * the frames of the caller.
 */
public final class RemoteTrace {
    private static final String MARKER_CLASS = "ms-agent";
    private static final String CORE = "io.msagent.core.";
    private static final String SERVER = CORE + "server.";
    private static final String BRIDGE = "io.msagent.bridge.";
    private static final List<String> REFLECTION =
            List.of("jdk.internal.reflect.", "java.lang.reflect.", "java.lang.invoke.");

    private RemoteTrace() {}

    /**
     * Puts the caller's frames under an exception's remote ones, without the machinery of either side. Causes and
     * suppressed exceptions keep their remote frames. An exception without a writable stack trace stays as it is.
     *
     * @param where what the frame between the two says, as {@code in instance shop@4711 (pid 4711)}
     * @return the same exception
     */
    public static <T extends Throwable> T splice(T rebuilt, String where) {
        return splice(rebuilt, where, Thread.currentThread().getStackTrace());
    }

    /**
     * The same for a caller whose frames were taken earlier, because it did not wait.
     *
     * @param callerFrames the caller's stack, innermost frame first, with or without frames of the agent
     */
    public static <T extends Throwable> T splice(T rebuilt, String where, StackTraceElement[] callerFrames) {
        List<StackTraceElement> joined = new ArrayList<>(Arrays.asList(body(rebuilt.getStackTrace())));
        joined.add(new StackTraceElement(MARKER_CLASS, "call", where, -1));
        joined.addAll(Arrays.asList(caller(callerFrames)));
        rebuilt.setStackTrace(joined.toArray(StackTraceElement[]::new));
        return rebuilt;
    }

    /** What of a provider's exception travels: without the frames of the agent that ran the body, which help nobody. */
    static StackTraceElement[] toSend(StackTraceElement[] frames) {
        for (StackTraceElement frame : frames) {
            if (frame.getClassName().startsWith(SERVER)) {
                return body(frames);
            }
        }
        return frames;
    }

    /**
     * The remote frames down to the body. Below it stands the provider's machinery; above it, if the body made calls
     * itself, may stand the caller's side of the agent, which is entered through the bridge, or frames spliced before.
     */
    static StackTraceElement[] body(StackTraceElement[] frames) {
        int bottom = frames.length;
        for (int i = frames.length - 1; i >= 0 && !isCallOut(frames[i]); i--) {
            if (frames[i].getClassName().startsWith(CORE)) {
                bottom = i;
            }
        }
        while (bottom > 0 && bottom < frames.length && isReflection(frames[bottom - 1])) {
            bottom--;
        }
        return Arrays.copyOf(frames, bottom);
    }

    /** The caller's frames from the one that called; all that lies above the bridge is the agent's. */
    static StackTraceElement[] caller(StackTraceElement[] frames) {
        int top = 0;
        while (top < frames.length && !frames[top].getClassName().startsWith(BRIDGE)) {
            top++;
        }
        if (top == frames.length) {
            // no woven code on this stack: only what is plainly ours goes
            top = 0;
            while (top < frames.length && isOwn(frames[top])) {
                top++;
            }
        }
        while (top < frames.length && frames[top].getClassName().startsWith(BRIDGE)) {
            top++;
        }
        return Arrays.copyOfRange(frames, top, frames.length);
    }

    private static boolean isCallOut(StackTraceElement frame) {
        return frame.getClassName().startsWith(BRIDGE) || frame.getClassName().equals(MARKER_CLASS);
    }

    private static boolean isReflection(StackTraceElement frame) {
        return REFLECTION.stream().anyMatch(frame.getClassName()::startsWith);
    }

    private static boolean isOwn(StackTraceElement frame) {
        return frame.getClassName().startsWith(CORE)
                || frame.getClassName().equals(Thread.class.getName())
                        && frame.getMethodName().equals("getStackTrace");
    }
}
