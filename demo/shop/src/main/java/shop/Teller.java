package shop;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Makes the program's calls, one after the other, and tells of each in one line. */
final class Teller {
    private static final int REPORTED_ORDERS = 3;

    private final Report report = new Report();

    /** Call and outcome; the same for the same number, wherever the call was made. */
    String tell(int number) {
        return switch (number % 4) {
            case 0 -> told(Pricing.quote(Orders.order(number)));
            case 1 -> told(Orders.inventory(number).allocate(Orders.order(number)));
            case 2 -> told(report.of(severalOrders(number), Orders.inventory(number)));
            default -> check(Orders.doubtfulOrder(number));
        };
    }

    private static String check(Order order) {
        try {
            return "check " + order.id() + ": " + Validation.check(order) + " lines";
        } catch (InvalidOrderException e) {
            return "check " + e.orderId() + ": " + e.getMessage() + " " + e.problems();
        }
    }

    private static List<Order> severalOrders(int number) {
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < REPORTED_ORDERS; i++) {
            orders.add(Orders.order(number + i));
        }
        return orders;
    }

    // maps are sorted here, so that no hash order shows
    private static String told(Quote quote) {
        return "quote " + quote.orderId() + ": " + quote.net() + " - " + new TreeMap<>(quote.discounts()) + " = "
                + quote.total() + " until " + quote.validUntil();
    }

    private static String told(Allocation allocation) {
        return "allocate " + allocation.orderId() + ": " + new TreeMap<>(allocation.fromStock()) + " from "
                + allocation.warehouse().orElse("nowhere") + ", missing " + allocation.missing();
    }

    private static String told(Summary summary) {
        return "report: " + summary.orders() + " orders, " + summary.turnover() + " "
                + new TreeMap<>(summary.byTier()) + ", missing " + new TreeMap<>(summary.missing()) + ", latest "
                + summary.latest();
    }
}
