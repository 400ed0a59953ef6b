package shop;

import io.msagent.Microservice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums orders up. Marked as a whole: each of its public methods may run elsewhere, and calls from there what it needs. */
@Microservice("shop-report")
public final class Report {

    /** Prices and allocates every order, and adds it all up. */
    public Summary of(List<Order> orders, Inventory inventory) {
        BigDecimal turnover = BigDecimal.ZERO;
        Map<Tier, BigDecimal> byTier = new TreeMap<>();
        Map<String, Integer> missing = new TreeMap<>();
        LocalDate latest = LocalDate.EPOCH;
        for (Order order : orders) {
            BigDecimal total = Pricing.quote(order).total();
            turnover = turnover.add(total);
            byTier.merge(order.customer().tier(), total, BigDecimal::add);
            for (Line line : inventory.allocate(order).missing()) {
                missing.merge(line.sku(), line.quantity(), Integer::sum);
            }
            latest = order.placed().isAfter(latest) ? order.placed() : latest;
        }
        return new Summary(orders.size(), turnover, byTier, missing, latest);
    }
}
