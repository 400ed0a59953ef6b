package shop;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes up orders. The same number always gives the same order, in any process. */
final class Orders {
    private static final List<String> SKUS = List.of("anvil", "bellows", "chisel", "drill", "easel", "file");
    private static final List<String> NAMES = List.of("Ada", "Grace", "Edsger", "Barbara", "Tony");
    private static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 1);

    private Orders() {}

    /** A sound order. */
    static Order order(int number) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i <= number % 4; i++) {
            int mixed = mix(number * 7 + i);
            lines.add(new Line(
                    SKUS.get(mixed % SKUS.size()),
                    1 + mixed / 8 % 12,
                    BigDecimal.valueOf(100 + mixed / 128 % 9_900, 2)));
        }
        return new Order("order-" + number, customer(number), FIRST_DAY.plusDays(mix(number) % 365), lines);
    }

    /** An order of which every third has something wrong with it. */
    static Order doubtfulOrder(int number) {
        Order order = order(number);
        return switch (number % 9) {
            case 0 -> {
                Customer nobody =
                        new Customer(" ", Tier.STANDARD, order.placed().plusDays(1));
                yield new Order(order.id(), nobody, order.placed(), order.lines());
            }
            case 3, 6 -> {
                List<Line> lines = new ArrayList<>(order.lines());
                lines.add(new Line("anvil", number % 2 == 0 ? 0 : 1_000, BigDecimal.TEN));
                yield new Order(order.id(), order.customer(), order.placed(), lines);
            }
            default -> order;
        };
    }

    static Inventory inventory(int number) {
        return new Inventory(
                "warehouse-" + number % 3,
                Map.of("anvil", number % 10, "bellows", 5, "chisel", 40, "drill", 1 + number % 7, "file", 100));
    }

    private static Customer customer(int number) {
        Tier[] tiers = Tier.values();
        return new Customer(
                NAMES.get(mix(number) % NAMES.size()),
                tiers[mix(number + 1) % tiers.length],
                FIRST_DAY.minusDays(mix(number + 2) % 2_000));
    }

    /** Spreads neighbouring numbers; never negative. */
    private static int mix(int number) {
        int h = number * 0x9E3779B9;
        h ^= h >>> 15;
        h *= 0x85EBCA6B;
        return (h ^ h >>> 13) & 0x7FFF_FFFF;
    }
}
