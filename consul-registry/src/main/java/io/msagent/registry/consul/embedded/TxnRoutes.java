package io.msagent.registry.consul.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code /v1/txn}: several operations on keys, all or none. Knows the verbs that a connector needs. */
final class TxnRoutes {
    private static final int CONFLICT = 409;
    private static final int MOST = 64;

    /** One with none of these only looks, also with a verb that there is not. */
    private static final Set<String> WRITES =
            Set.of("set", "cas", "lock", "unlock", "delete", "delete-cas", "delete-tree");

    private final State state;

    TxnRoutes(State state) {
        this.state = state;
    }

    void addTo(Routes routes) {
        routes.on("PUT", "/v1/txn", this::make);
    }

    private Reply make(Call call) {
        Filters.check(call.query());
        List<Operation> operations = operations(call.body());
        boolean onlyLooks = operations.stream().noneMatch(o -> WRITES.contains(o.verb()));
        return state.in(() -> {
            Transaction transaction = new Transaction(
                    state.keys(),
                    state.sessions(),
                    onlyLooks ? state.changes().index() : state.changes().next());
            boolean done = transaction.make(operations);
            ObjectNode json = json(transaction, done);
            if (onlyLooks) {
                json.put("Index", 0)
                        .put("LastContact", 0)
                        .put("KnownLeader", true)
                        .put("ConsistencyLevel", "");
            }
            Reply.Answer answer = Reply.Answer.of(done ? 200 : CONFLICT, json);
            return onlyLooks ? answer.thatRead() : answer;
        });
    }

    private static List<Operation> operations(byte[] body) {
        List<Operation> operations = new ArrayList<>();
        JsonNode json = parse(body);
        if (!json.isArray() && !json.isNull()) {
            throw HttpError.badRequest("Failed to parse body: json: cannot unmarshal into a list of operations");
        }
        if (json.size() > MOST) {
            throw new HttpError(413, "Transaction contains too many operations (" + json.size() + " > " + MOST + ")");
        }
        json.forEach(operation -> Operation.of(operation).ifPresent(operations::add));
        return operations;
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode json = Json.parse(body);
            if (json.isMissingNode()) {
                throw HttpError.badRequest("Failed to parse body: EOF");
            }
            return json;
        } catch (IOException e) {
            throw HttpError.badRequest("Failed to parse body: " + e.getMessage());
        }
    }

    private static ObjectNode json(Transaction transaction, boolean done) {
        ObjectNode json = Json.object();
        if (done) {
            ArrayNode results = json.putArray("Results");
            transaction.results().forEach(kv -> results.addObject().set("KV", KvRoutes.json(kv, false)));
            return json.putNull("Errors");
        }
        json.putNull("Results");
        ArrayNode errors = json.putArray("Errors");
        transaction
                .errors()
                .forEach((number, what) ->
                        errors.addObject().put("OpIndex", number).put("What", what));
        return json;
    }
}
