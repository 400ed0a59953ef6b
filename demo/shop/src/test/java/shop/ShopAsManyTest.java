package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.testing.MicroserviceTest;
import io.msagent.testing.Mode;
import java.util.List;

/** The shop survives being run as many, lost answers included. */
class ShopAsManyTest {

    @MicroserviceTest
    void everyCallIsTheSame() {
        Order order = Orders.order(1);
        assertThat(Pricing.quote(order).total())
                .isLessThanOrEqualTo(Pricing.quote(order).net());
        assertThatThrownBy(() -> Validation.check(Orders.doubtfulOrder(3)))
                .isInstanceOfSatisfying(
                        InvalidOrderException.class,
                        e -> assertThat(e.problems()).hasSize(1));
    }

    @MicroserviceTest({Mode.PLAIN, Mode.REPEATED, Mode.COMPARE})
    void nothingIsDoneThatACallerElsewhereWouldNotSee() {
        Summary summary = new Report().of(List.of(Orders.order(1), Orders.order(2)), Orders.inventory(1));
        assertThat(summary.orders()).isEqualTo(2);
    }
}
