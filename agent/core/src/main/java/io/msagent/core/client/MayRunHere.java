package io.msagent.core.client;

import java.util.concurrent.CompletionStage;

/** The future of a call of which it is not known yet whether its body is going to run in this process. Thread-safe. */
public interface MayRunHere {
    /** Completes when it is decided that the body runs here; never otherwise. */
    CompletionStage<?> runsHere();
}
