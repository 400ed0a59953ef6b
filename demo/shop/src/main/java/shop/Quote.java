package shop;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;

/**
 * What an order costs.
 *
 * @param orderId the order's number
 * @param net sum of its lines
 * @param discounts what is taken off, by reason
 * @param total what is to be paid
 * @param validUntil last day of the offer
 */
public record Quote(
        String orderId, BigDecimal net, Map<Discount, BigDecimal> discounts, BigDecimal total, LocalDate validUntil) {}
