package shop;

import io.msagent.Microservice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prices orders: the same order costs the same wherever it is priced. */
public final class Pricing {
    private static final BigDecimal VOLUME_FROM = new BigDecimal("500");

    private Pricing() {}

    /** What the order costs, with every discount that applies. */
    @Microservice
    public static Quote quote(Order order) {
        BigDecimal net = order.lines().stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<Discount, BigDecimal> discounts = new LinkedHashMap<>();
        if (net.compareTo(VOLUME_FROM) >= 0) {
            discounts.put(Discount.VOLUME, percent(net, 5));
        }
        long years = ChronoUnit.YEARS.between(order.customer().since(), order.placed());
        int loyalty = order.customer().tier().discountPercent() + (int) Math.min(years, 3);
        if (loyalty > 0) {
            discounts.put(Discount.LOYALTY, percent(net, loyalty));
        }
        if (order.placed().getMonth() == Month.JANUARY) {
            discounts.put(Discount.SEASON, percent(net, 10));
        }
        BigDecimal total = discounts.values().stream().reduce(net, BigDecimal::subtract);
        return new Quote(order.id(), net, discounts, total, order.placed().plusDays(14));
    }

    private static BigDecimal percent(BigDecimal of, int percent) {
        return of.multiply(BigDecimal.valueOf(percent, 2)).setScale(2, RoundingMode.HALF_UP);
    }
}
