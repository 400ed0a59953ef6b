package io.msagent.it.history;

import java.util.List;

/**
 * What an object does whose calls run one after the other. States are immutable and have {@code equals}.
 *
 * @param <S> the object's state
 */
public interface Model<S> {

    /** The state before the first call. */
    S initial();

    /** What a call does to a state. */
    Next<S> apply(S state, String name, String argument);

    /** State and result after a call. */
    record Next<S>(S state, String result) {}

    /** {@code add N} returns the new value, {@code get} the value. */
    Model<Long> COUNTER = new Model<>() {
        @Override
        public Long initial() {
            return 0L;
        }

        @Override
        public Next<Long> apply(Long value, String name, String argument) {
            long next = switch (name) {
                case "add" -> value + Long.parseLong(argument);
                case "get" -> value;
                default -> throw new IllegalArgumentException(name);
            };
            return new Next<>(next, Long.toString(next));
        }
    };

    /** {@code put ITEM} returns what is in the cart now, {@code checkOut} what was in it, and empties it. */
    Model<List<String>> CART = new Model<>() {
        @Override
        public List<String> initial() {
            return List.of();
        }

        @Override
        public Next<List<String>> apply(List<String> items, String name, String argument) {
            return switch (name) {
                case "put" -> {
                    List<String> more = new java.util.ArrayList<>(items);
                    more.add(argument);
                    yield new Next<>(List.copyOf(more), String.join(" ", more));
                }
                case "checkOut" -> new Next<>(List.of(), String.join(" ", items));
                default -> throw new IllegalArgumentException(name);
            };
        }
    };

    /**
     * {@code deposit N} and {@code withdraw N} return the new balance, {@code withdraw} says {@code refused} if there is too
     * little; {@code balance} returns it.
     *
     * @param opening balance before the first call
     */
    static Model<Long> account(long opening) {
        return new Model<>() {
            @Override
            public Long initial() {
                return opening;
            }

            @Override
            public Next<Long> apply(Long balance, String name, String argument) {
                if (name.equals("withdraw") && balance < Long.parseLong(argument)) {
                    return new Next<>(balance, "refused");
                }
                long next = switch (name) {
                    case "deposit" -> balance + Long.parseLong(argument);
                    case "withdraw" -> balance - Long.parseLong(argument);
                    case "balance" -> balance;
                    default -> throw new IllegalArgumentException(name);
                };
                return new Next<>(next, Long.toString(next));
            }
        };
    }
}
