package shop;

import java.time.LocalDate;
import java.util.List;

/**
 * What a customer wants.
 *
 * @param id the order's number
 * @param customer who orders
 * @param placed the day of the order
 * @param lines what is ordered
 */
public record Order(String id, Customer customer, LocalDate placed, List<Line> lines) {
    /** Copies the list. */
    public Order {
        lines = List.copyOf(lines);
    }
}
