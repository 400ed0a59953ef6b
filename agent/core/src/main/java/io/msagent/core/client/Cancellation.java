package io.msagent.core.client;

import org.jspecify.annotations.Nullable;

/**
 * Lets another thread give up an attempt, without interrupting the one that makes it: its interrupt flag belongs to the
 * application. For one attempt; safe for use by any thread.
 */
public class Cancellation {
    /** Of an attempt that nobody gives up. */
    public static final Cancellation NEVER = new Cancellation() {
        @Override
        public boolean during(Runnable howTo) {
            return true;
        }

        @Override
        public void over() {}

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    private boolean needed = true;
    private @Nullable String givenUp;
    private @Nullable Runnable cut;

    Cancellation() {}

    /** Its answer is not needed any more. */
    synchronized void cancel() {
        needed = false;
        cutNow();
    }

    /**
     * No answer is to be expected any more.
     *
     * @param why for people
     */
    synchronized void giveUp(String why) {
        if (givenUp == null) {
            givenUp = why;
            cutNow();
        }
    }

    private void cutNow() {
        if (cut != null) {
            cut.run();
        }
    }

    /**
     * The attempt is at a point where it can be cut.
     *
     * @param howTo ends it; does not block
     * @return false if it is given up already
     */
    public synchronized boolean during(Runnable howTo) {
        cut = howTo;
        return !isCancelled();
    }

    /** It cannot be cut any more; when this returns, nobody is about to. */
    public synchronized void over() {
        cut = null;
    }

    /** Whether it was given up, for whatever reason. */
    public synchronized boolean isCancelled() {
        return !needed || givenUp != null;
    }

    /** Whether its answer is still of use. */
    synchronized boolean isNeeded() {
        return needed;
    }

    /** Why no answer is to be expected; null if one is. */
    synchronized @Nullable String givenUp() {
        return givenUp;
    }
}
