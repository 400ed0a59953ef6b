package io.msagent.it.stateful;

import io.msagent.it.history.Checker;
import io.msagent.it.history.Model;
import io.msagent.it.history.Operation;
import io.msagent.it.history.Operation.Outcome;
import io.msagent.it.history.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vault.Vault;

/**
 * What is to be said of the history of a {@code vault.Storm}.
 *
 * @param operations all of it
 */
record Judgement(List<Operation> operations) {

    /** Everything that must not be; empty is well. */
    List<String> violations() {
        List<String> violations = new ArrayList<>();
        verdicts().forEach((key, verdict) -> {
            if (!verdict.passed()) {
                violations.add(key + ": " + verdict);
            }
        });
        itemsOfCarts(violations);
        money(violations);
        of("foreign").forEach(one -> violations.add("a call failed in a way of its own: " + one.result()));
        return violations;
    }

    private Map<String, Verdict> verdicts() {
        Checker checker = new Checker();
        Map<String, Verdict> verdicts = new TreeMap<>();
        verdicts.putAll(checker.checkByKey(of("counter"), Model.COUNTER));
        verdicts.putAll(checker.checkByKey(of("tally"), Model.COUNTER));
        verdicts.putAll(checker.checkByKey(of("cart"), Model.CART));
        verdicts.putAll(checker.checkByKey(of("account"), Model.account(Vault.OPENING)));
        return verdicts;
    }

    /** Every item whose putting was acknowledged was checked out once, any other at most once. */
    private void itemsOfCarts(List<String> violations) {
        Map<String, Integer> out = new HashMap<>();
        of("cart").stream()
                .filter(one -> one.name().equals("checkOut") && one.outcome() == Outcome.RETURNED)
                .flatMap(one -> Arrays.stream(one.result().split(" ")))
                .filter(item -> !item.isEmpty())
                .forEach(item -> out.merge(item, 1, Integer::sum));
        boolean allSeen = of("cart").stream()
                .filter(one -> one.name().equals("checkOut"))
                .allMatch(one -> one.outcome() != Outcome.UNKNOWN);
        for (Operation put : of("cart")) {
            if (put.name().equals("put")) {
                int times = out.getOrDefault(put.argument(), 0);
                if (times > 1) {
                    violations.add("applied twice: " + put);
                } else if (times == 0 && put.outcome() == Outcome.RETURNED && allSeen) {
                    violations.add("acknowledged and lost: " + put);
                } else if (times > 0 && put.outcome() == Outcome.NOT_RUN) {
                    violations.add("said not to have run, and did: " + put);
                }
            }
        }
    }

    /** Once every transfer has come to its end, there is as much money as there was. */
    private void money(List<String> violations) {
        Map<String, Long> last = new TreeMap<>();
        of("account").stream()
                .filter(one -> one.name().equals("balance") && one.outcome() == Outcome.RETURNED)
                .forEach(one -> last.put(one.key(), Long.parseLong(one.result())));
        long there = last.values().stream().mapToLong(Long::longValue).sum();
        long expected = last.size() * Vault.OPENING;
        if (there != expected && count(of("account"), Outcome.UNKNOWN) == 0) {
            violations.add("money: " + there + " (expected: " + expected + "): " + last);
        }
    }

    private List<Operation> of(String kind) {
        return operations.stream().filter(one -> one.key().startsWith(kind)).toList();
    }

    private static long count(Collection<Operation> operations, Outcome outcome) {
        return operations.stream().filter(one -> one.outcome() == outcome).count();
    }

    /** How many calls ended so. */
    long count(Outcome outcome) {
        return count(operations, outcome);
    }

    @Override
    public String toString() {
        return operations.size() + " operations: " + count(Outcome.RETURNED) + " returned, " + count(Outcome.UNKNOWN)
                + " of unknown outcome, " + count(Outcome.NOT_RUN) + " not run";
    }
}
