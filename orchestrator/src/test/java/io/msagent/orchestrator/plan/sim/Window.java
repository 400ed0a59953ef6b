package io.msagent.orchestrator.plan.sim;

import java.util.Arrays;

/** The mean of the latest samples. */
final class Window {
    private final double[] samples;
    private int count;
    private double sum;

    Window(int size) {
        samples = new double[size];
    }

    void add(double sample) {
        int at = count++ % samples.length;
        sum += sample - samples[at];
        samples[at] = sample;
    }

    boolean isFull() {
        return count >= samples.length;
    }

    double mean() {
        // the running sum gathers errors: all equal samples have to have exactly that mean
        double exact = count % 64 == 0 ? sum = Arrays.stream(samples).sum() : sum;
        return count == 0 ? 0 : Math.max(0, exact) / Math.min(count, samples.length);
    }
}
