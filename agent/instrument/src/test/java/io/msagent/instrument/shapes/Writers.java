package io.msagent.instrument.shapes;

import io.msagent.Microservice;

/** Bodies that write what they were given, and some that do not. */
public class Writers {
    private int count;
    private int[] counts = new int[3];
    private Writers next;
    static int global;

    @Microservice
    public void field() {
        count++;
    }

    @Microservice
    public void deepField() {
        next.next.count = 1;
    }

    @Microservice
    public void ownArray(long unused, int i) {
        counts[i]++;
    }

    @Microservice
    public static void argument(long unused, Writers a, Object b) {
        Writers alias = a == null ? (Writers) b : a;
        alias.count = 2;
    }

    @Microservice
    public void argumentArray(String[][] names) {
        for (String[] each : names) {
            each[0] = "x";
        }
    }

    @Microservice
    public int harmless(int[] given) {
        Writers fresh = new Writers();
        fresh.count = given[0];
        int[] copy = given.clone();
        copy[0] = 1;
        global = count;
        int local = count;
        local++;
        return fresh.count + copy[0] + local;
    }
}
