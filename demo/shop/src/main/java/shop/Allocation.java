package shop;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an order would be delivered.
 *
 * @param orderId the order's number
 * @param fromStock how many of each sku are there
 * @param missing what has to be ordered first
 * @param warehouse where it all leaves from, if anything is there
 */
public record Allocation(
        String orderId, Map<String, Integer> fromStock, List<Line> missing, Optional<String> warehouse) {}
