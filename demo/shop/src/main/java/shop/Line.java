package shop;

import java.math.BigDecimal;

/**
 * One line of an order.
 *
 * @param sku what is ordered
 * @param quantity how many; not above 0 in an order that nobody has checked yet
 * @param price of one
 */
public record Line(String sku, int quantity, BigDecimal price) {

    /** Price of all. */
    public BigDecimal amount() {
        return price.multiply(BigDecimal.valueOf(quantity));
    }
}
