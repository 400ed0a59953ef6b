package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShopTest {
    private static final LocalDate JANUARY = LocalDate.of(2025, 1, 10);

    private static Order order(int quantity) {
        return new Order(
                "o",
                new Customer("Ada", Tier.GOLD, JANUARY.minusYears(10)),
                JANUARY,
                List.of(new Line("anvil", quantity, new BigDecimal("99.99"))));
    }

    @Test
    void aQuoteTakesOffEveryDiscount() {
        Quote quote = Pricing.quote(order(10));
        assertThat(quote.net()).isEqualTo("999.90");
        assertThat(quote.discounts())
                .isEqualTo(Map.of(
                        Discount.VOLUME, new BigDecimal("50.00"),
                        Discount.LOYALTY, new BigDecimal("69.99"),
                        Discount.SEASON, new BigDecimal("99.99")));
        assertThat(quote.total()).isEqualTo("779.92");
        assertThat(quote.validUntil()).isEqualTo("2025-01-24");
    }

    @Test
    void anAllocationTakesWhatIsThere() {
        Allocation allocation = new Inventory("west", Map.of("anvil", 3)).allocate(order(10));
        assertThat(allocation.fromStock()).isEqualTo(Map.of("anvil", 3));
        assertThat(allocation.missing()).extracting(Line::quantity).containsExactly(7);
        assertThat(allocation.warehouse()).contains("west");
        assertThat(new Inventory("west", Map.of()).allocate(order(1)).warehouse())
                .isEmpty();
    }

    @Test
    void aReportAddsUp() {
        Summary summary = new Report().of(List.of(order(10), order(10)), new Inventory("west", Map.of("anvil", 3)));
        assertThat(summary.orders()).isEqualTo(2);
        assertThat(summary.turnover()).isEqualTo("1559.84");
        assertThat(summary.byTier()).isEqualTo(Map.of(Tier.GOLD, new BigDecimal("1559.84")));
        assertThat(summary.missing()).isEqualTo(Map.of("anvil", 14));
        assertThat(summary.latest()).isEqualTo(JANUARY);
    }

    @Test
    void aBadOrderIsRefusedWithEverythingThatIsWrong() throws InvalidOrderException {
        assertThat(Validation.check(order(20))).isEqualTo(1);
        Order bad = new Order(
                "o", new Customer(" ", Tier.GOLD, JANUARY), JANUARY, order(21).lines());
        assertThatThrownBy(() -> Validation.check(bad)).isInstanceOfSatisfying(InvalidOrderException.class, e -> {
            assertThat(e).hasMessage("order o has 2 problems");
            assertThat(e.problems()).extracting(Problem::field).containsExactly("customer.name", "anvil");
        });
    }

    @Test
    void everyRunPrintsTheSame() {
        String first = output(200);
        assertThat(output(200)).isEqualTo(first);
        assertThat(first.lines()).hasSize(201);
        assertThat(first.lines().filter(line -> line.contains("problem")).count())
                .isBetween(10L, 40L);
        assertThat(first).contains("quote ", "allocate ", "report: ", "missing [Line");
        assertThat(first.lines().reduce((a, b) -> b).orElseThrow()).matches("checksum of 200 calls: [0-9a-f]{1,8}");
    }

    @Test
    void noCallsAreNoLines() {
        assertThat(output(0)).isEqualTo("checksum of 0 calls: 0\n");
    }

    private static String output(int calls) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Main.run(calls, new PrintStream(bytes, false, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
