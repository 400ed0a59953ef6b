package io.msagent.orchestrator.control;

/** What came of a request for an instance. */
public sealed interface Provided {

    /** So many instances serve. */
    record Serving(int instances) implements Provided {}

    /** The request is not one that can be done; the launch was not stored. */
    record Invalid(String detail) implements Provided {}

    /** None could be started; says why, with the tail of the instance's log. */
    record Failed(String detail) implements Provided {}

    /** The caller's time is over; the work goes on. */
    record TimedOut(String detail) implements Provided {}

    /** This orchestrator cannot act now. */
    record Unavailable(String detail) implements Provided {}
}
