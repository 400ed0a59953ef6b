package kitchen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Counts what held and says what did not. */
final class Checks {
    private final List<String> failed = new ArrayList<>();
    private int held;

    /** A body that may throw anything. */
    interface Body {
        Object run() throws Throwable;
    }

    void equal(String what, Object expected, Body body) {
        try {
            Object found = body.run();
            if (Objects.deepEquals(expected, found)) {
                held++;
            } else {
                failed.add(what + ": " + text(found) + " (expected: " + text(expected) + ")");
            }
        } catch (Throwable e) {
            failed.add(what + ": threw " + e);
            e.printStackTrace();
        }
    }

    void holds(String what, boolean fact) {
        equal(what, true, () -> fact);
    }

    <T extends Throwable> T thrown(String what, Class<T> type, Body body) {
        try {
            failed.add(what + ": returned " + body.run() + " (expected: " + type.getName() + ")");
        } catch (Throwable e) {
            if (e.getClass() == type) {
                held++;
                return type.cast(e);
            }
            failed.add(what + ": threw " + e + " (expected: " + type.getName() + ")");
            e.printStackTrace();
        }
        return null;
    }

    /** Prints the failures, or how much held; returns the exit status. */
    int report() {
        failed.forEach(f -> System.out.println("FAILED " + f));
        System.out.println("kitchen: " + held + " held, " + failed.size() + " failed");
        return failed.isEmpty() ? 0 : 1;
    }

    private static String text(Object value) {
        return value instanceof Object[] array
                ? Arrays.deepToString(array)
                : value + (value == null ? "" : " of " + value.getClass().getName());
    }
}
