package io.msagent.it.faults;

import static io.msagent.it.faults.Bookings.ends;
import static io.msagent.it.faults.Bookings.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program is told to stop while it calls, and its own shutdown hooks call as well. */
@Tag("once")
class CallerShutdownTest {
    @TempDir
    Path folder;

    @Test
    void theCallUnderWayAndThoseOfItsHooksAreAnswered() throws Exception {
        try (Bookings bookings = new Bookings(folder)) {
            Process provider = bookings.provider();
            Process caller = bookings.caller("exit", bookings.file("ledger"), bookings.file("gate"));
            eventually().until(() -> bookings.ledger().size() == 2);
            caller.destroy();
            // the hook's calls end while the one under way waits
            eventually().until(() -> bookings.told().size() == 4);
            assertThat(caller.isAlive()).isTrue();
            Files.createFile(folder.resolve("gate"));
            eventually().until(() -> bookings.told().size() == 5);
            ends(caller);
            bookings.assertNothingLost();
            assertThat(bookings.told()).containsOnly("booked by " + provider.pid());
        }
    }

    @Test
    void nothingUnderWay_doesNotHoldItUp() throws Exception {
        try (Bookings bookings = new Bookings(folder)) {
            bookings.provider();
            Process caller = bookings.caller("idle", bookings.file("ledger"));
            eventually().until(() -> bookings.told().size() == 1);
            caller.destroy();
            // its drain.timeout is ten minutes
            ends(caller);
            bookings.assertNothingLost();
        }
    }
}
