package io.msagent.it.packaging;

import io.msagent.Microservice;

/** Prints what it computes, and which of our classes it can see. */
public final class SmallProgram {
    private SmallProgram() {}

    @Microservice
    static int twice(int n) {
        return 2 * n;
    }

    /** Arguments are numbers; {@code seen} looks for classes instead, {@code wait} waits for a byte. */
    public static void main(String[] args) throws java.io.IOException {
        for (String each : args) {
            if (each.equals("wait")) {
                int unused = System.in.read();
            } else if (each.equals("seen")) {
                for (String name : new String[] {
                    "net.bytebuddy.ByteBuddy",
                    "io.undertow.Undertow",
                    "io.msagent.core.call.MethodKey",
                    "io.msagent.agent.AgentMain"
                }) {
                    System.out.println(name + " " + seen(name));
                }
            } else {
                System.out.println(twice(Integer.parseInt(each)));
            }
        }
    }

    private static boolean seen(String name) {
        try {
            return Class.forName(name) != null;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
