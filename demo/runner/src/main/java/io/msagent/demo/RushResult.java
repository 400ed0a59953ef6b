package io.msagent.demo;

import java.util.List;

/**
 * How the rush ended.
 *
 * @param summary what the shop says of it: a line for each customer, then one for everything
 * @param passed whether the limit held and nothing was lost
 */
record RushResult(List<String> summary, boolean passed) {
    /** Copies the list. */
    RushResult {
        summary = List.copyOf(summary);
    }
}
