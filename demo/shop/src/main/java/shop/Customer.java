package shop;

import java.time.LocalDate;

/**
 * Who orders.
 *
 * @param name the customer's name; may be blank in an order that nobody has checked yet
 * @param tier how well the shop knows them
 * @param since the day of their first order
 */
public record Customer(String name, Tier tier, LocalDate since) {}
