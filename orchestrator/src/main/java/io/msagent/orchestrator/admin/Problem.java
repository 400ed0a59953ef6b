package io.msagent.orchestrator.admin;

import io.undertow.util.StatusCodes;

/**
 * An error answer (RFC 9457).
 *
 * @param type always {@code about:blank}: the status says it all
 * @param title the status in words
 * @param status HTTP status
 * @param detail what happened and what to do
 * @param instance path of the request
 */
record Problem(String type, String title, int status, String detail, String instance) {
    /** RFC 9110: the request was sent to somebody that it was not meant for. */
    static final int MISDIRECTED = 421;

    Problem(int status, String detail, String instance) {
        this(
                "about:blank",
                status == MISDIRECTED ? "Misdirected Request" : StatusCodes.getReason(status),
                status,
                detail,
                instance);
    }
}
