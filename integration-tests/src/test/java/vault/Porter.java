package vault;

import io.msagent.Microservice;
import io.msagent.Transaction;

/** Keeps no state, and calls what does. */
public final class Porter {
    /** The program's only ones. */
    static final Rooms ROOMS = new Rooms();

    private Porter() {}

    /** Enters a room; how many visits it has had. */
    @Microservice(value = "porter", timeout = "3m")
    public static int show(String room, String operation) {
        Bodies.note(operation, "porter");
        return ROOMS.enter(room, operation, "");
    }

    /** The transaction that it is called in, and that which a room then sees. */
    @Microservice(value = "porter", timeout = "3m")
    public static String transaction(String room) {
        return Transaction.current().map(Transaction::id).orElse("none") + " " + ROOMS.transaction(room);
    }
}
