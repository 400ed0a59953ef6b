package shop;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;

/**
 * Several orders at a glance.
 *
 * @param orders how many there are
 * @param turnover what they cost together
 * @param byTier what they cost, by the customers' tier
 * @param missing how many of each sku have to be ordered
 * @param latest day of the latest of them
 */
public record Summary(
        int orders,
        BigDecimal turnover,
        Map<Tier, BigDecimal> byTier,
        Map<String, Integer> missing,
        LocalDate latest) {}
