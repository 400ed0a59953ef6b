package io.msagent.it.history;

import io.msagent.MicroserviceException;
import java.io.PrintStream;
import java.util.concurrent.Callable;

/**
 * Makes calls and prints each as a line of JSON when it has ended. Needs no library, because it is part of programs that have
 * none. Safe for use by any thread.
 */
public final class Recorder {
    private final PrintStream out;

    /** Prints here. */
    public Recorder(PrintStream out) {
        this.out = out;
    }

    /**
     * Makes a call.
     *
     * @return how it ended: one that failed is unknown or has not run, as its exception says
     */
    public Operation call(int caller, String key, String name, String argument, Callable<Object> call)
            throws Exception {
        long invoked = System.nanoTime();
        Operation ended;
        try {
            String result = String.valueOf(call.call());
            ended = Operation.returned(caller, key, name, argument, invoked, System.nanoTime(), result);
        } catch (MicroserviceException e) {
            ended = e.bodyMayHaveRun()
                    ? Operation.unknown(caller, key, name, argument, invoked, e.toString())
                    : Operation.notRun(caller, key, name, argument, invoked, e.toString());
        }
        record(ended);
        return ended;
    }

    /** Prints one that was made otherwise. */
    public void record(Operation o) {
        String line = "{\"caller\":" + o.caller() + ",\"key\":" + quoted(o.key()) + ",\"name\":" + quoted(o.name())
                + ",\"argument\":" + quoted(o.argument()) + ",\"invoked\":" + o.invoked() + ",\"returned\":"
                + o.returned() + ",\"outcome\":\"" + o.outcome() + "\",\"result\":" + quoted(o.result()) + "}\n";
        // one write, so that lines of several threads do not mix
        out.print(line);
        out.flush();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
