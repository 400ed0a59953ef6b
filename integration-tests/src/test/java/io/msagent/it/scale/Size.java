package io.msagent.it.scale;

/**
 * How much of everything; all in proportion to the instances.
 *
 * @param instances registered
 * @param services ten instances each
 * @param watchers subscriptions, spread over the services: one for four instances
 * @param serving processes that serve, ten instances each
 * @param calling processes that watch, ten services each
 */
record Size(int instances, int services, int watchers, int serving, int calling) {
    private static final int IN_A_PROCESS = 10;

    static Size of(int instances) {
        int watchers = instances / 4;
        return new Size(
                instances,
                instances / 10,
                watchers,
                (instances + IN_A_PROCESS - 1) / IN_A_PROCESS,
                (watchers + IN_A_PROCESS - 1) / IN_A_PROCESS);
    }

    /** Service of an instance: a process has instances of services that differ. */
    String serviceOf(int instance) {
        return "simulated-" + instance % services;
    }

    String watchedBy(int watcher) {
        return "simulated-" + watcher % services;
    }

    static int processOf(int number) {
        return number / IN_A_PROCESS;
    }
}
