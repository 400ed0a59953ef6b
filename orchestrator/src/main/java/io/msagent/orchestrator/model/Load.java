package io.msagent.orchestrator.model;

import java.time.Instant;

/**
 * What an instance has to do, by its answers to probes. Rates are over the orchestrator's window (or since the first answer, if
 * that is later).
 *
 * @param at when it last answered
 * @param utilisation share of its workers' time spent in bodies, 0 to 1
 * @param full whether the window is full: before that utilisation is a beginning only
 * @param running bodies that run now
 * @param capacity bodies that can run at the same time
 * @param queued calls that wait for a worker now
 * @param calls calls of this service since its start
 * @param callsPerSecond calls of this service
 * @param p50Micros median time of this service's bodies of late; -1 if none ended
 * @param p99Micros 99th percentile of the same; -1 if none ended
 * @param idleSince when the last call of this service was, as far as is known; its start if there was none
 */
public record Load(
        Instant at,
        double utilisation,
        boolean full,
        int running,
        int capacity,
        int queued,
        long calls,
        double callsPerSecond,
        long p50Micros,
        long p99Micros,
        Instant idleSince) {}
