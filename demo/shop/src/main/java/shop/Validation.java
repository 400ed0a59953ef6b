package shop;

import io.msagent.Microservice;
import java.util.ArrayList;
import java.util.List;

/** Says whether an order can be taken. */
public final class Validation {
    private static final int MOST = 20;

    private Validation() {}

    /**
     * Looks at everything that can be wrong.
     *
     * @return how many lines were looked at
     * @throws InvalidOrderException with all problems, if there is any
     */
    @Microservice
    public static int check(Order order) throws InvalidOrderException {
        List<Problem> problems = new ArrayList<>();
        if (order.customer().name().isBlank()) {
            problems.add(new Problem("customer.name", order.customer().name(), "a name"));
        }
        if (order.customer().since().isAfter(order.placed())) {
            problems.add(
                    new Problem("customer.since", order.customer().since().toString(), "not after " + order.placed()));
        }
        for (Line line : order.lines()) {
            if (line.quantity() < 1 || line.quantity() > MOST) {
                problems.add(new Problem(line.sku(), Integer.toString(line.quantity()), "1 to " + MOST));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidOrderException(order.id(), problems);
        }
        return order.lines().size();
    }
}
