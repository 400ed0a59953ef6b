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
        return requests.make(what(writes, fence), () -> {
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
        ImmutableOperation.Builder operation = Operation.builder(verb).key(KeyNames.check(write.key()));
        if (value != null) {
            operation.value(new String(value, StandardCharsets.ISO_8859_1)); // see EveryByte
        }
        if (index != null) {
            operation.index(BigInteger.valueOf(index));
        }
        return operation.build();
    }

    private static String what(List<Write> writes, @Nullable Fence fence) {
        String first = writes.isEmpty() ? "" : " of " + writes.get(0).key();
        return "transaction" + first + (writes.size() > 1 ? " and " + (writes.size() - 1) + " more" : "")
                + (fence == null ? "" : " under lock " + fence.key());
    }
}
