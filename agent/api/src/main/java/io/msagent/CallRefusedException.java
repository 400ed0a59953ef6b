package io.msagent;

import org.jspecify.annotations.Nullable;

/** Every attempt was refused for a reason that another attempt cannot mend, such as a wrong token, arguments that cannot travel, or more calls under way than this process may have. The body has not started. */
public final class CallRefusedException extends MicroserviceException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what happened and what to do about it
     * @param cause the last failure beneath, if any
     */
    public CallRefusedException(String message, @Nullable Throwable cause) {
        super(message, false, cause);
    }
}
