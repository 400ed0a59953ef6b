package io.msagent.orchestrator.store;

/**
 * The leader's decision that there shall be an instance, and perhaps that it shall end. Written before the supervisor of
 * its host starts it, so that a child is never unknown. What became of it stands in its {@link ProcessRecord}: each of the
 * two has one writer only, so neither can undo what the other says.
 *
 * @param id the instance's id
 * @param service what it serves
 * @param digest digest of the code it is started for
 * @param host name of the machine
 * @param orchestrator id of the orchestrator that decided so
 * @param intended when, ISO 8601
 * @param reason why, for people
 * @param stop that it shall end; {@link Halt#NONE} if it shall not
 */
public record SpawnRecord(
        String id,
        String service,
        String digest,
        String host,
        String orchestrator,
        String intended,
        String reason,
        Halt stop) {

    /** The same, which shall end now. */
    public SpawnRecord with(Halt halt) {
        return new SpawnRecord(id, service, digest, host, orchestrator, intended, reason, halt);
    }

    /**
     * The decision to end an instance.
     *
     * @param at when it was decided, ISO 8601; empty if it was not
     * @param force at once, or by asking it
     * @param failed whether it is ended because it failed
     * @param reason why, for people
     * @param patienceMillis how long it said that its end may take, for its registration is gone by then; 0 if it did not
     */
    public record Halt(String at, boolean force, boolean failed, String reason, long patienceMillis) {
        /** It goes on. */
        public static final Halt NONE = new Halt("", false, false, "", 0);

        /** Whether it was decided. */
        public boolean decided() {
            return !at.isEmpty();
        }
    }
}
