package io.msagent.it.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Invocations and returns of a history in the order of their times, as a doubly linked list from which a call can be lifted
 * and put back where it was.
 */
final class Entries {
    /** Stands before the first one. */
    final Entry head = new Entry(null, -1, false, 0);

    private int returns;

    /** An invocation, or a return. */
    static final class Entry {
        final Operation operation;
        final int id;
        final boolean isReturn;
        final long time;
        Entry previous;
        Entry next;
        /** Of an invocation, its return; null if it has none. */
        Entry match;

        private Entry(Operation operation, int id, boolean isReturn, long time) {
            this.operation = operation;
            this.id = id;
            this.isReturn = isReturn;
            this.time = time;
        }

        private void unlink() {
            previous.next = next;
            if (next != null) {
                next.previous = previous;
            }
        }

        private void link() {
            previous.next = this;
            if (next != null) {
                next.previous = this;
            }
        }
    }

    Entries(List<Operation> operations) {
        List<Entry> all = new ArrayList<>();
        for (int id = 0; id < operations.size(); id++) {
            Operation operation = operations.get(id);
            Entry invocation = new Entry(operation, id, false, operation.invoked());
            all.add(invocation);
            if (operation.outcome() == Operation.Outcome.RETURNED) {
                invocation.match = new Entry(operation, id, true, operation.returned());
                all.add(invocation.match);
                returns++;
            }
        }
        // at one and the same time they may have overlapped: invocations go first
        all.sort(Comparator.<Entry>comparingLong(entry -> entry.time).thenComparing(entry -> entry.isReturn));
        Entry last = head;
        for (Entry entry : all) {
            entry.previous = last;
            last.next = entry;
            last = entry;
        }
    }

    /** Whether no call with an answer is left. */
    boolean allExplained() {
        return returns == 0;
    }

    /** Takes a call out. */
    void lift(Entry invocation) {
        invocation.unlink();
        if (invocation.match != null) {
            invocation.match.unlink();
            returns--;
        }
    }

    /** Puts it back; calls must come back in the opposite order of their going. */
    void putBack(Entry invocation) {
        if (invocation.match != null) {
            invocation.match.link();
            returns++;
        }
        invocation.link();
    }
}
