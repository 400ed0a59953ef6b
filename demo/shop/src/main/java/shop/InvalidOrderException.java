package shop;

import java.util.List;

/** An order cannot be taken as it is. */
public class InvalidOrderException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String orderId;
    private final List<Problem> problems;

    /** Says which order, and everything that is wrong with it. */
    public InvalidOrderException(String orderId, List<Problem> problems) {
        super("order " + orderId + " has " + problems.size() + (problems.size() == 1 ? " problem" : " problems"));
        this.orderId = orderId;
        this.problems = List.copyOf(problems);
    }

    /** The order's number. */
    public String orderId() {
        return orderId;
    }

    /** What is wrong with it, at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
