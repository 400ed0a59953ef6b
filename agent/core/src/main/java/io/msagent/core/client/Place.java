package io.msagent.core.client;

import io.msagent.Transaction;
import io.msagent.core.call.CallContext;
import io.msagent.core.call.CallId;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.call.TransactionId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds a call's place in its transaction. */
final class Place {
    private static final String ALONE = "1";

    private Place() {}

    /**
     * The place of a call that this thread is about to make; asking takes a number in the current transaction.
     *
     * @param context the call whose body makes it
     * @param arguments encoded
     * @return null: it needs none, because it keeps no state and there is no transaction
     * @throws IllegalArgumentException if it is nested too deep
     */
    static @Nullable TransactionCall of(ServiceMethod method, @Nullable CallContext context, byte[] arguments) {
        Transaction current = Transaction.current().orElse(null);
        if (current != null) {
            TransactionId id = new TransactionId(current.id());
            return new TransactionCall(id, Transaction.Agent.nextCall(current), isOpen(id, context));
        }
        if (method.stateful() == null) {
            return null;
        }
        TransactionId id =
                context == null ? new TransactionId(CallId.next().value()) : derived(context, method, arguments);
        return new TransactionCall(id, ALONE, false);
    }

    /** A transaction that somebody else has made for one call alone does not go on after it. */
    private static boolean isOpen(TransactionId id, @Nullable CallContext context) {
        TransactionCall around = context == null ? null : context.transaction();
        return around == null || !around.id().equals(id) || around.open();
    }

    /**
     * The same whenever the body around it runs again under the same id and does the same, be it in another process: what
     * its stateful calls do then takes effect once. A body that it has called itself, without a transaction, gets a new id
     * each time. The layout is that of a version 7 UUID (RFC 9562) with the time of the call around it.
     */
    private static TransactionId derived(CallContext around, ServiceMethod method, byte[] arguments) {
        MessageDigest sha = sha256();
        String which = around.id() + "\n" + around.statefulCalls().incrementAndGet() + "\n" + method.key() + "\n";
        sha.update(which.getBytes(StandardCharsets.UTF_8));
        ByteBuffer digest = ByteBuffer.wrap(sha.digest(arguments));
        long time = UUID.fromString(around.id().value()).getMostSignificantBits() & ~0xffffL;
        long high = time | 0x7000 | digest.getLong() & 0xfff;
        long low = digest.getLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new TransactionId(new UUID(high, low).toString());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
