package io.msagent.it.stateful;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What happens to a service and to those who look after it. */
enum Blow {
    /** SIGKILL of an owner. */
    KILL_OWNER,
    /** SIGSTOP of an owner until others have its keys, then SIGCONT. */
    PAUSE_OWNER,
    /** All connections of callers to an owner are cut. */
    CUT_CONNECTIONS,
    /** The next answers are lost on their way, after the calls have taken effect. */
    LOSE_ANSWERS,
    /** SIGKILL of the orchestrator that leads. */
    KILL_LEADER,
    /** SIGKILL of the process that is registry and store. */
    KILL_REGISTRY,
    /** SIGSTOP of the process that is registry and store, then SIGCONT; it may have been replaced by then. */
    STOP_REGISTRY,
    /** One instance more. */
    SCALE_OUT,
    /** One instance less. */
    SCALE_IN,
    /** All instances are replaced. */
    ROLLING_RESTART;

    /** Each kind once, in an order that follows from the random numbers. */
    static List<Blow> shuffled(Random random) {
        List<Blow> blows = new ArrayList<>(List.of(values()));
        Collections.shuffle(blows, random);
        return blows;
    }
}
