package io.msagent.it.stateful;

import java.util.List;

/**
 * How a clerk's call ended.
 *
 * @param result what it returned; null if it threw
 * @param thrown class of what it threw; null if it returned
 * @param mayHaveRun whether its body may have run
 * @param message of what it threw
 */
record Answer(String result, String thrown, boolean mayHaveRun, String message) {

    /** The words after the call's name. */
    static Answer parse(List<String> words) {
        return words.get(0).equals("returned")
                ? new Answer(words.size() > 1 ? words.get(1) : "", null, true, "")
                : new Answer(null, words.get(1), Boolean.parseBoolean(words.get(2)), words.get(3));
    }
}
