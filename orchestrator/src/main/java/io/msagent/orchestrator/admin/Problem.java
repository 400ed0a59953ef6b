package io.msagent.orchestrator.admin;

import io.undertow.util.StatusCodes;

/**
 * An error answer (RFC 9457).
 *
 * @param type always {@code about:blank}: the status says it all
 * @param title the status in words
 * @param status HTTP status
 * @param detail what happened and what to do
 */
record Problem(String type, String title, int status, String detail) {
    Problem(int status, String detail) {
        this("about:blank", StatusCodes.getReason(status), status, detail);
    }
}
