package vault;

import io.msagent.MicroserviceException;
import io.msagent.Transaction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A caller on strings. Reads lines {@code ID CALL ARGUMENT...}, with {@code -} for an empty argument, makes each call on a
 * thread of its own, and prints at its end a line with tabs: ID, {@code returned} and the result, or ID, {@code threw}, class,
 * whether the body may have run, and the message.
 */
public final class Clerk {
    private static final Rooms ROOMS = Porter.ROOMS;
    private static final Vault VAULT = new Vault();
    private static final Tallies TALLIES = new Tallies();

    private Clerk() {}

    /** Ends with its input. */
    public static void main(String[] arguments) throws IOException {
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            List<String> words = List.of(line.split(" "));
            Thread call = new Thread(() -> tell(words));
            call.setDaemon(true);
            call.start();
        }
    }

    private static void tell(List<String> words) {
        String how;
        try {
            how = "returned\t" + call(words.get(0), words.get(1), words.subList(2, words.size()));
        } catch (RuntimeException | Error e) {
            boolean ran = !(e instanceof MicroserviceException ours) || ours.bodyMayHaveRun();
            how = "threw\t" + e.getClass().getName() + "\t" + ran + "\t"
                    + String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        }
        System.out.println(words.get(0) + "\t" + how);
    }

    private static Object call(String id, String name, List<String> arguments) {
        String key = arguments.isEmpty() || arguments.get(0).equals("null") ? null : arguments.get(0);
        return switch (name) {
            case "enter" -> ROOMS.enter(key, id, arguments.size() > 1 ? arguments.get(1) : "");
            case "enterBriefly" -> ROOMS.enterBriefly(key, id);
            case "enterAndTell" -> ROOMS.enterAndTell(key, id);
            case "enterTwice" -> ROOMS.enterTwice(key, id);
            case "cross" -> ROOMS.cross(key, arguments.get(1), id, arguments.get(2));
            case "fail" -> ROOMS.fail(key, id);
            case "visits" -> ROOMS.visits(key);
            case "counter.add" -> VAULT.add(key, Long.parseLong(arguments.get(1)), id);
            case "counter.get" -> VAULT.get(key);
            case "tally.add" -> TALLIES.add(key, Long.parseLong(arguments.get(1)), id);
            case "tally.get" -> TALLIES.get(key);
            case "seen" -> Transaction.call(() -> ROOMS.seen() + ", " + ROOMS.seen() + ", " + ROOMS.seen());
            case "transaction" ->
                Transaction.call(() -> Transaction.current().orElseThrow() + " " + ROOMS.transaction(key) + " "
                        + Porter.transaction(key));
            case "alone" -> ROOMS.transaction(key) + " " + Transaction.current().isPresent();
            case "failIn" ->
                Transaction.call(() -> {
                    System.out.println(id + "\tin\t" + Transaction.current().orElseThrow());
                    return ROOMS.fail(key, id);
                });
            default -> throw new IllegalArgumentException(name);
        };
    }
}
