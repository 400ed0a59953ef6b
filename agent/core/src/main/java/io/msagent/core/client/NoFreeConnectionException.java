package io.msagent.core.client;

import java.io.IOException;

/** All connections that this process may have are in use, which says nothing about the instance to be called. */
final class NoFreeConnectionException extends IOException {
    private static final long serialVersionUID = 1L;

    NoFreeConnectionException(String message) {
        super(message);
    }
}
