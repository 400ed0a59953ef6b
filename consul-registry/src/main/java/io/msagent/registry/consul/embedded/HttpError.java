package io.msagent.registry.consul.embedded;

/** A request that is answered with a status other than 200 and a line of plain text, as Consul does. */
final class HttpError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    HttpError(int status, String text) {
        super(text, null, false, false);
        this.status = status;
    }

    static HttpError badRequest(String text) {
        return new HttpError(400, text);
    }

    /** Consul's answer to what only its innermost part finds wrong. */
    static HttpError internal(String text) {
        return new HttpError(500, text);
    }

    int status() {
        return status;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
