package io.msagent.registry.consul.embedded;

/**
 * A request that a route is to answer.
 *
 * @param rest what follows the route's own path, decoded; empty if nothing does
 * @param body empty if there was none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Call(String method, String rest, Query query, byte[] body) {

    /** What follows the route's path, which must be something. */
    String rest(int status, String otherwise) {
        if (rest.isEmpty()) {
            throw new HttpError(status, otherwise);
        }
        return rest;
    }
}
