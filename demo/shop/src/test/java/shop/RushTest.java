package shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The rush as a plain program, and how it counts. */
class RushTest {

    @Test
    void plainlyTheLimitHoldsAndNothingIsLost() throws InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(new Rush(new PrintStream(bytes, false, StandardCharsets.UTF_8)).run(2))
                .isTrue();
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("second 2: ada ", "at most 100 in any second (limit: 100)")
                .containsPattern(
                        "rush: limit held, 0 permits lost, \\d+ items in carts, 0 lost or twice, 0 calls failed");
    }

    @Test
    void anySecondIsLookedAtWhereverItBegins() {
        Grants grants = new Grants();
        for (long millis : new long[] {0, 900, 1_100, 1_899, 1_900}) {
            grants.add(new Permit(true, millis * 1_000_000));
        }
        assertThat(grants.mostInAnySecond()).isEqualTo(3);
        assertThat(grants.sinceLast()).isEqualTo(5);
        assertThat(grants.sinceLast()).isZero();
    }

    @Test
    void aSecondHasNoMoreThanTheLimitForEachCustomer() {
        RateLimiter limiter = new RateLimiter();
        int granted = 0;
        long first = System.nanoTime();
        for (int i = 0; i <= RateLimiter.LIMIT; i++) {
            granted += limiter.tryAcquire("ada").granted() ? 1 : 0;
        }
        if (System.nanoTime() - first < RateLimiter.WINDOW_NANOS) {
            assertThat(granted).isEqualTo(RateLimiter.LIMIT);
        }
        assertThat(limiter.tryAcquire("grace").granted()).isTrue();
        assertThat(limiter.granted("ada")).isEqualTo(granted);
    }

    @Test
    void aCartKeepsTheOrderOfItsItems() {
        Carts carts = new Carts();
        assertThat(carts.put("c", "anvil")).isEqualTo(1);
        assertThat(carts.put("c", "file")).isEqualTo(2);
        assertThat(carts.checkOut("d")).isEmpty();
        assertThat(carts.checkOut("c")).containsExactly("anvil", "file");
        assertThat(carts.checkOut("c")).isEmpty();
    }
}
