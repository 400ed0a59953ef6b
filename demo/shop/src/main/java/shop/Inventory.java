package shop;

import io.msagent.Microservice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What lies in one warehouse. Immutable. */
public final class Inventory {
    private final String warehouse;
    private final Map<String, Integer> stock;

    /** A warehouse and how many of each sku it holds. */
    public Inventory(String warehouse, Map<String, Integer> stock) {
        this.warehouse = warehouse;
        this.stock = new TreeMap<>(stock);
    }

    /** What of the order is there. Reads the stock and changes nothing. */
    @Microservice
    public Allocation allocate(Order order) {
        Map<String, Integer> fromStock = new TreeMap<>();
        List<Line> missing = new ArrayList<>();
        for (Line line : order.lines()) {
            int left = stock.getOrDefault(line.sku(), 0) - fromStock.getOrDefault(line.sku(), 0);
            int taken = Math.max(0, Math.min(left, line.quantity()));
            if (taken > 0) {
                fromStock.merge(line.sku(), taken, Integer::sum);
            }
            if (taken < line.quantity()) {
                missing.add(new Line(line.sku(), line.quantity() - taken, line.price()));
            }
        }
        Optional<String> from = fromStock.isEmpty() ? Optional.empty() : Optional.of(warehouse);
        return new Allocation(order.id(), fromStock, missing, from);
    }
}
