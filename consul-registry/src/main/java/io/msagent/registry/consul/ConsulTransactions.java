package io.msagent.registry.consul;

import com.orbitz.consul.KeyValueClient;
import com.orbitz.consul.model.kv.ImmutableOperation;
import com.orbitz.consul.model.kv.Operation;
import com.orbitz.consul.model.kv.Verb;
import io.msagent.core.registry.Registry.Fence;
import io.msagent.core.registry.Registry.Write;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Several writes at once, over {@code /v1/txn}. */
final class ConsulTransactions {
    private static final int CONFLICT = 409;

    private final Supplier<KeyValueClient> onFreshConnections;
    private final Requests requests;

    ConsulTransactions(Supplier<KeyValueClient> onFreshConnections, Requests requests) {
        this.onFreshConnections = onFreshConnections;
        this.requests = requests;
    }

    boolean make(List<Write> writes, @Nullable Fence fence) {
        List<Operation> operations = new ArrayList<>();
        if (fence != null) {
            operations.add(Operation.builder(Verb.CHECK_SESSION)
                    .key(KeyNames.check(fence.key()))
                    .session(fence.sessionId())
                    .build());
        }
        Write.checked(writes).forEach(write -> operations.add(operation(write)));
        return perform(what(writes, fence), operations);
    }

    /** Consul's lock asks for no modify index: so the key is stored first if its index is right, and then locked. */
    boolean acquire(List<Write> locks, String session) {
        List<Operation> operations = new ArrayList<>();
        for (Write lock : Write.checkedLocks(locks)) {
            operations.add(operation(lock));
            operations.add(operation(Verb.LOCK, lock).session(session).build());
        }
        return perform("acquire" + first(locks), operations);
    }

    boolean release(List<Write> locks, String session) {
        List<Operation> operations = new ArrayList<>();
        for (Write lock : Write.checkedLocks(locks)) {
            if (lock.modifyIndex() != null) {
                operations.add(operation(lock));
            }
            operations.add(operation(Verb.UNLOCK, lock).session(session).build());
        }
        return perform("release" + first(locks), operations);
    }

    private boolean perform(String what, List<Operation> operations) {
        return requests.make(what, () -> {
            try {
                onFreshConnections.get().performTransaction(operations.toArray(Operation[]::new));
                return true;
            } catch (RuntimeException e) {
                if (Requests.code(e) == CONFLICT && TransactionErrors.sayConflict(e.getMessage())) {
                    return false;
                }
                throw e;
            }
        });
    }

    private static Operation operation(Write write) {
        byte[] value = write.value();
        Long index = write.modifyIndex();
        Verb verb = value == null
                ? index == null ? Verb.DELETE : Verb.DELETE_CHECK_AND_SET
                : index == null ? Verb.SET : Verb.CHECK_AND_SET;
        ImmutableOperation.Builder operation = operation(verb, write);
        if (index != null) {
            operation.index(BigInteger.valueOf(index));
        }
        return operation.build();
    }

    private static ImmutableOperation.Builder operation(Verb verb, Write write) {
        ImmutableOperation.Builder operation = Operation.builder(verb).key(KeyNames.check(write.key()));
        byte[] value = write.value();
        if (value != null) {
            operation.value(new String(value, StandardCharsets.ISO_8859_1)); // see EveryByte
        }
        return operation;
    }

    private static String what(List<Write> writes, @Nullable Fence fence) {
        return "transaction" + first(writes) + (fence == null ? "" : " under lock " + fence.key());
    }

    private static String first(List<Write> writes) {
        String first = writes.isEmpty() ? "" : " of " + writes.get(0).key();
        return first + (writes.size() > 1 ? " and " + (writes.size() - 1) + " more" : "");
    }
}
