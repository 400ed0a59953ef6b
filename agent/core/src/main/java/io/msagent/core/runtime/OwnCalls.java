package io.msagent.core.runtime;

import io.msagent.Transaction;
import io.msagent.core.call.OwnBody;
import io.msagent.core.call.Stateful;
import io.msagent.core.wire.KeyText;
import io.msagent.core.wire.WireException;
import org.jspecify.annotations.Nullable;

/** Calls that a stateful body makes of its own key on its own object: they are part of its own run. */
final class OwnCalls {
    private OwnCalls() {}

    /** Cheap for all other calls. Never throws: what is wrong with the arguments is said when the call is made. */
    static boolean isPartOfBody(WovenMethod method, @Nullable Object receiver, @Nullable Object[] arguments) {
        Stateful kept = method.method().stateful();
        OwnBody own = OwnBody.current();
        return kept != null
                && kept.refusal() == null
                && own != null
                && own.service().equals(method.method().service())
                && (own.object() == null || own.object() == receiver)
                && own.key().equals(key(method, kept, arguments));
    }

    private static @Nullable String key(WovenMethod method, Stateful kept, @Nullable Object[] arguments) {
        if (kept.keyParameter() < 0) {
            return Transaction.current().map(Transaction::id).orElse(null);
        }
        try {
            return KeyText.of(method.codec().writeArguments(arguments), kept.keyParameter());
        } catch (WireException e) {
            return null;
        }
    }
}
