package io.msagent.it.history;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Looks for an order of a history's calls that explains every answer and contradicts no time: a call that had returned before
 * another one was made comes before it. The search is that of Wing and Gong (1993) with the memory of Lowe (2017): what has
 * been explained, together with the state that came of it, is not tried twice.
 *
 * <p>A call whose outcome is unknown may be put anywhere after its invocation, or nowhere. Each such call can double the work,
 * so the search is bounded, and says so when it gives up.
 */
public final class Checker {
    private final Duration longest;
    private final long mostBytes;

    /** Half a minute and 256 MiB for each key. */
    public Checker() {
        this(Duration.ofSeconds(30), 256L << 20);
    }

    /**
     * With bounds for the history of one key.
     *
     * @param mostBytes of memory for what has been tried, about
     */
    public Checker(Duration longest, long mostBytes) {
        this.longest = longest;
        this.mostBytes = mostBytes;
    }

    /** Checks each key's history for itself: linearizability is local. */
    public <S> Map<String, Verdict> checkByKey(List<Operation> history, Model<S> model) {
        Map<String, Verdict> verdicts = new TreeMap<>();
        history.stream()
                .collect(Collectors.groupingBy(Operation::key))
                .forEach((key, operations) -> verdicts.put(key, check(operations, model)));
        return verdicts;
    }

    /** Checks the history of one object. */
    public <S> Verdict check(List<Operation> history, Model<S> model) {
        List<Operation> operations = history.stream()
                .filter(operation -> operation.outcome() != Operation.Outcome.NOT_RUN)
                .sorted(Comparator.comparingLong(Operation::invoked))
                .toList();
        return new Search<>(operations, model).run();
    }

    private record Tried<S>(BitSet explained, S state) {}

    private record Step<S>(Entries.Entry invocation, S before) {}

    private final class Search<S> {
        private final Model<S> model;
        private final Entries entries;
        private final BitSet explained = new BitSet();
        private final Set<Tried<S>> tried = new HashSet<>();
        private final Deque<Step<S>> order = new ArrayDeque<>();
        private final long end = System.nanoTime() + longest.toNanos();
        private final long mostTried;
        private S state;
        private Verdict.NotLinearizable furthest;

        Search(List<Operation> operations, Model<S> model) {
            this.model = model;
            entries = new Entries(operations);
            state = model.initial();
            mostTried = mostBytes / (200 + operations.size() / 8);
        }

        Verdict run() {
            long steps = 0;
            Entries.Entry entry = entries.head.next;
            while (!entries.allExplained()) {
                if ((++steps & 0xfff) == 0 && System.nanoTime() - end > 0) {
                    return new Verdict.GaveUp(longest + ", after " + steps + " steps");
                }
                if (tried.size() > mostTried) {
                    return new Verdict.GaveUp(mostBytes + " bytes, after " + steps + " steps");
                }
                if (!entry.isReturn) {
                    entry = explain(entry) ? entries.head.next : entry.next;
                } else {
                    // its call had to come before anything after this
                    remember(entry);
                    if (order.isEmpty()) {
                        return furthest;
                    }
                    entry = takeBack();
                }
            }
            return new Verdict.Linearizable(steps);
        }

        /** Whether the call can come next, in a way that has not been tried. */
        private boolean explain(Entries.Entry invocation) {
            Operation operation = invocation.operation;
            Model.Next<S> next = model.apply(state, operation.name(), operation.argument());
            if (invocation.match != null && !next.result().equals(operation.result())) {
                return false;
            }
            explained.set(invocation.id);
            if (!tried.add(new Tried<>((BitSet) explained.clone(), next.state()))) {
                explained.clear(invocation.id);
                return false;
            }
            order.push(new Step<>(invocation, state));
            state = next.state();
            entries.lift(invocation);
            return true;
        }

        private Entries.Entry takeBack() {
            Step<S> last = order.pop();
            state = last.before();
            explained.clear(last.invocation().id);
            entries.putBack(last.invocation());
            return last.invocation().next;
        }

        private void remember(Entries.Entry stuck) {
            if (furthest == null || order.size() > furthest.explained()) {
                furthest = new Verdict.NotLinearizable(order.size(), stuck.operation, String.valueOf(state));
            }
        }
    }
}
