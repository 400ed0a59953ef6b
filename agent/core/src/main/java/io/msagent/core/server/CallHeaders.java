package io.msagent.core.server;

import io.msagent.core.call.CallContext;
import io.msagent.core.call.CallId;
import io.msagent.core.call.Deadline;
import io.msagent.core.call.NotStarted;
import io.msagent.core.call.Trace;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.call.TransactionId;
import io.msagent.core.context.Carried;
import io.msagent.core.context.Travelling;
import io.msagent.core.wire.Protocol;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a call's headers say.
 *
 * @param id the call's id; made here if the caller sent none
 * @param caller who says to call; null if nobody says so, or several do
 * @param deadline when the caller stops waiting; the method's own timeout from now if the caller sent none
 * @param depth how deep the call is nested; 0 if the caller sent none
 * @param once whether the caller's code says that the body must not run twice
 * @param repeat what a repeated attempt says of the first; null: this is the first
 * @param withReceiver whether the first element of the arguments is the receiver
 * @param transaction its place in its transaction; null if it names none
 * @param context what travels beside the arguments
 */
record CallHeaders(
        CallId id,
        @Nullable String caller,
        Deadline deadline,
        int depth,
        boolean once,
        @Nullable Repeat repeat,
        boolean withReceiver,
        @Nullable TransactionCall transaction,
        Travelling context) {
    private static final HttpString CALL_ID = new HttpString(Protocol.CALL_ID);
    private static final HttpString CALLER = new HttpString(Protocol.CALLER);
    private static final HttpString TIME_LEFT = new HttpString(Protocol.TIME_LEFT);
    private static final HttpString DEPTH = new HttpString(Protocol.DEPTH);
    private static final HttpString DIGEST = new HttpString(Protocol.DIGEST);
    private static final HttpString ONCE = new HttpString(Protocol.ONCE);
    private static final HttpString REPEAT = new HttpString(Protocol.REPEAT);
    private static final HttpString RECEIVER = new HttpString(Protocol.RECEIVER);
    private static final HttpString TRANSACTION = new HttpString(Protocol.TRANSACTION);
    private static final HttpString CONTEXT = new HttpString(Carried.HEADER);
    private static final HttpString PARENT = new HttpString(Trace.PARENT);
    private static final HttpString STATE = new HttpString(Trace.STATE);
    private static final HttpString BAGGAGE = new HttpString(Trace.BAGGAGE);
    private static final String OPEN = "open";
    private static final Pattern REPEATED = Pattern.compile("([0-9a-f]{32}) ([0-9]{1,18}|-1)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    /** Nobody waits longer; it also keeps the deadline within a long of nanoseconds. */
    private static final long MOST_MILLIS = Duration.ofDays(3_650).toMillis();

    private static final long MOST_DEPTH = 1_000_000;

    /** Reads them; one that cannot be understood is not passed over, because the caller relies on what it says. */
    static CallHeaders read(HeaderMap headers, Duration methodTimeout) throws RefusedException {
        String timeLeft = single(headers, TIME_LEFT);
        String depth = single(headers, DEPTH);
        return new CallHeaders(
                id(single(headers, CALL_ID)),
                caller(headers.get(CALLER)),
                Deadline.after(
                        timeLeft == null
                                ? methodTimeout
                                : Duration.ofMillis(
                                        Math.min(number(TIME_LEFT, timeLeft, Long.MAX_VALUE), MOST_MILLIS))),
                depth == null ? 0 : (int) number(DEPTH, depth, MOST_DEPTH),
                flag(ONCE, "true", single(headers, ONCE)),
                repeat(single(headers, REPEAT)),
                flag(RECEIVER, "value", single(headers, RECEIVER)),
                transaction(single(headers, TRANSACTION)),
                new Travelling(trace(headers), carried(single(headers, CONTEXT))));
    }

    /** This call as its body's thread sees it. */
    CallContext callOf(ServedMethod method, @Nullable TransactionCall place, long epoch) {
        return new CallContext(id, deadline, depth, method.about().service(), context.trace(), place, epoch);
    }

    /** Its place in its transaction; of a call that names none, one that every attempt at it has. */
    TransactionCall ownTransaction() {
        return transaction == null ? new TransactionCall(new TransactionId(id.value()), "1", false) : transaction;
    }

    /** The same, belonging to this trace. */
    CallHeaders in(Trace trace) {
        return new CallHeaders(
                id,
                caller,
                deadline,
                depth,
                once,
                repeat,
                withReceiver,
                transaction,
                new Travelling(trace, context.carried()));
    }

    /** It is counted and nothing else, so nothing is refused for it. */
    private static @Nullable String caller(@Nullable HeaderValues values) {
        return values == null || values.size() > 1 ? null : values.getFirst();
    }

    /** Lists may come as several headers; a second parent makes the first one doubtful, and the trace begins anew. */
    private static Trace trace(HeaderMap headers) {
        HeaderValues parent = headers.get(PARENT);
        return new Trace(
                parent == null || parent.size() > 1 ? null : parent.getFirst(),
                list(headers.get(STATE)),
                list(headers.get(BAGGAGE)));
    }

    private static @Nullable String list(@Nullable HeaderValues values) {
        return values == null ? null : String.join(",", values);
    }

    private static Carried carried(@Nullable String value) throws RefusedException {
        try {
            return Carried.parse(value);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    NotStarted.BAD_REQUEST, "header " + CONTEXT + ": " + CallPath.clip(String.valueOf(e.getMessage())));
        }
    }

    /** Digest of the caller's code; null: any will do. */
    static @Nullable String digest(HeaderMap headers) throws RefusedException {
        return single(headers, DIGEST);
    }

    private static @Nullable String single(HeaderMap headers, HttpString name) throws RefusedException {
        HeaderValues values = headers.get(name);
        if (values == null) {
            return null;
        }
        if (values.size() > 1) {
            throw bad(name, String.join(", ", values), "one value");
        }
        return values.getFirst();
    }

    private static CallId id(@Nullable String value) throws RefusedException {
        if (value == null) {
            return CallId.next();
        }
        try {
            return new CallId(value);
        } catch (IllegalArgumentException e) {
            throw bad(CALL_ID, value, "a lower-case UUID");
        }
    }

    private static long number(HttpString name, String value, long most) throws RefusedException {
        if (!NUMBER.matcher(value).matches() || Long.parseLong(value) > most) {
            String unit = name.equals(TIME_LEFT) ? "a whole number of milliseconds, 0 or more" : "0 to " + most;
            throw bad(name, value, unit);
        }
        return Long.parseLong(value);
    }

    private static @Nullable Repeat repeat(@Nullable String value) throws RefusedException {
        if (value == null) {
            return null;
        }
        Matcher parts = REPEATED.matcher(value);
        if (!parts.matches()) {
            throw bad(REPEAT, value, "ms-incarnation and ms-mark of a greeting, with a space between them");
        }
        return new Repeat(parts.group(1), Long.parseLong(parts.group(2)));
    }

    private static @Nullable TransactionCall transaction(@Nullable String value) throws RefusedException {
        if (value == null) {
            return null;
        }
        String[] parts = value.split(" ", -1);
        try {
            if (parts.length == 2 || parts.length == 3 && parts[2].equals(OPEN)) {
                return new TransactionCall(new TransactionId(parts[0]), parts[1], parts.length == 3);
            }
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    NotStarted.BAD_REQUEST,
                    "header " + TRANSACTION + ": " + CallPath.clip(String.valueOf(e.getMessage())));
        }
        throw bad(TRANSACTION, value, "an id, a space, the call's number, and a space and " + OPEN + " or nothing");
    }

    private static boolean flag(HttpString name, String set, @Nullable String value) throws RefusedException {
        if (value != null && !value.equals(set)) {
            throw bad(name, value, set + ", or no such header");
        }
        return value != null;
    }

    private static RefusedException bad(HttpString name, String value, String expected) {
        return new RefusedException(
                NotStarted.BAD_REQUEST,
                "header " + name + ": " + CallPath.clip(value) + " (expected: " + expected + ")");
    }
}
