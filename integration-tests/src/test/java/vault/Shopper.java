package vault;

import io.msagent.MicroserviceException;
import io.msagent.Transaction;
import io.msagent.it.history.Operation;
import io.msagent.it.history.Recorder;
import java.util.Random;

/** One thread's calls, chosen at random; what each adds is unlike what any other adds, so that effects can be told apart. */
final class Shopper {
    private final Vault vault = new Vault();
    private final Tallies tallies = new Tallies();
    private final Recorder recorder;
    private final int caller;
    private final Random random;
    private int number;

    Shopper(Recorder recorder, int caller, Random random) {
        this.recorder = recorder;
        this.caller = caller;
        this.random = random;
    }

    void one() throws Exception {
        String operation = caller + "-" + number++;
        switch (random.nextInt(8)) {
            case 0, 1 -> add(key("counter"), operation);
            case 2 -> look(key("counter"));
            case 3, 4 -> put(key("cart"), operation);
            case 5 -> checkOut(key("cart"));
            case 6 -> transfer(operation);
            default -> transferInSteps(operation);
        }
    }

    void oneInMemory() throws Exception {
        String tally = key("tally");
        String operation = caller + "-" + number++;
        long n = 1 + random.nextInt(1_000_000);
        recorder.call(caller, tally, "add", "" + n, () -> tallies.add(tally, n, operation));
    }

    private String key(String kind) {
        return kind + "-" + random.nextInt(Storm.KEYS);
    }

    private void add(String counter, String operation) throws Exception {
        long n = 1 + random.nextInt(1_000_000);
        recorder.call(caller, counter, "add", "" + n, () -> vault.add(counter, n, operation));
    }

    private void look(String counter) throws Exception {
        recorder.call(caller, counter, "get", "", () -> vault.get(counter));
    }

    private void put(String cart, String item) throws Exception {
        recorder.call(caller, cart, "put", item, () -> vault.put(cart, item));
    }

    private void checkOut(String cart) throws Exception {
        recorder.call(caller, cart, "checkOut", "", () -> vault.checkOut(cart));
    }

    /** In one call, with a nested one; each account's history gets its half. */
    private void transfer(String operation) {
        String from = key("account");
        String to = other(from);
        long amount = 1 + random.nextInt(100);
        long invoked = System.nanoTime();
        try {
            String result = vault.transfer(from, to, amount, operation);
            long returned = System.nanoTime();
            if (!result.equals("busy")) {
                String[] balances = result.split(" ");
                recorder.record(
                        Operation.returned(caller, from, "withdraw", "" + amount, invoked, returned, balances[0]));
                if (balances.length == 2) {
                    recorder.record(
                            Operation.returned(caller, to, "deposit", "" + amount, invoked, returned, balances[1]));
                }
            }
        } catch (MicroserviceException e) {
            if (e.bodyMayHaveRun()) {
                recorder.record(Operation.unknown(caller, from, "withdraw", "" + amount, invoked, e.toString()));
                recorder.record(Operation.unknown(caller, to, "deposit", "" + amount, invoked, e.toString()));
            } else {
                recorder.record(Operation.notRun(caller, from, "withdraw", "" + amount, invoked, e.toString()));
            }
        }
    }

    /** As two calls of one transaction; the second one is made until it has run. */
    private void transferInSteps(String operation) throws Exception {
        String from = key("account");
        String to = other(from);
        long amount = 1 + random.nextInt(100);
        Transaction.<Object, Exception>call(() -> {
            Operation taken =
                    recorder.call(caller, from, "withdraw", "" + amount, () -> vault.withdraw(from, amount, operation));
            boolean owed = taken.outcome() == Operation.Outcome.RETURNED
                    && !taken.result().equals("refused");
            while (owed) {
                owed = recorder.call(caller, to, "deposit", "" + amount, () -> vault.deposit(to, amount, operation))
                                .outcome()
                        == Operation.Outcome.NOT_RUN;
            }
            return null;
        });
    }

    private String other(String account) {
        String other;
        do {
            other = key("account");
        } while (other.equals(account));
        return other;
    }

    /** Everything that was kept, as further calls. */
    void lookAtAll(boolean durable) throws Exception {
        for (int i = 0; i < Storm.KEYS; i++) {
            String n = "-" + i;
            if (durable) {
                recorder.call(caller, "counter" + n, "get", "", () -> vault.get("counter" + n));
                recorder.call(caller, "cart" + n, "checkOut", "", () -> vault.checkOut("cart" + n));
                recorder.call(caller, "account" + n, "balance", "", () -> vault.balance("account" + n));
            } else {
                recorder.call(caller, "tally" + n, "get", "", () -> tallies.get("tally" + n));
            }
        }
    }
}
