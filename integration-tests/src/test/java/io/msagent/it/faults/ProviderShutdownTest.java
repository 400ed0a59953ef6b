package io.msagent.it.faults;

import static io.msagent.it.faults.Bookings.ends;
import static io.msagent.it.faults.Bookings.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Providers are told to stop while calls that must not run twice go to them without end: none fails. */
@Tag("once")
class ProviderShutdownTest {
    private static final int STOPPED = 3;

    @TempDir
    Path folder;

    @Test
    void noCallFailsAndNoneRunsTwice() throws Exception {
        try (Bookings bookings = new Bookings(folder)) {
            Process serving = bookings.provider();
            Process caller = bookings.caller("load", bookings.file("ledger"), "6", bookings.file("stop"));
            bookings.awaitServedBy(serving);
            for (int i = 0; i < STOPPED; i++) {
                Process next = bookings.provider();
                bookings.awaitServedBy(next);
                serving.destroy();
                ends(serving);
                serving = next;
            }
            int before = bookings.told().size();
            eventually().until(() -> bookings.told().size() > before + 100);
            Files.createFile(folder.resolve("stop"));
            ends(caller);
            assertThat(caller.exitValue()).isZero();
            bookings.assertNothingLost();
        }
    }

    @Test
    void whatRunsIsEndedAndAnswered() throws Exception {
        try (Bookings bookings = new Bookings(folder)) {
            Process serving = bookings.provider();
            Process caller = bookings.caller("exit", bookings.file("ledger"), bookings.file("gate"));
            eventually().until(() -> bookings.ledger().size() == 2);
            serving.destroy();
            eventually().until(() -> bookings.isLeaving(serving));
            assertThat(serving.isAlive()).isTrue();
            // the calls of the caller's own end need somebody
            Process next = bookings.provider();
            Files.createFile(folder.resolve("gate"));
            ends(serving);
            ends(caller);
            bookings.assertNothingLost();
            assertThat(bookings.told().subList(0, 2))
                    .isEqualTo(List.of("booked by " + serving.pid(), "booked by " + serving.pid()));
            assertThat(bookings.told().get(4)).isEqualTo("booked by " + next.pid());
        }
    }
}
