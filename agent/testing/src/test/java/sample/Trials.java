package sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.testing.MicroserviceTest;
import io.msagent.testing.Mode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Test classes of the application; some fail, as they should. Run by JUnit's test kit only. */
public final class Trials {
    private Trials() {}

    /** Passes in every mode. */
    public static class Surviving {
        @MicroserviceTest({Mode.PLAIN, Mode.LOOPBACK, Mode.PROCESSES, Mode.REPEATED, Mode.COMPARE})
        void runsWhereItSays(Mode mode) {
            assertThat(Till.twice(4)).isEqualTo(8);
            boolean here = Till.process() == ProcessHandle.current().pid();
            assertThat(here).isEqualTo(mode != Mode.PROCESSES);
            assertThat(Trials.class.getClassLoader().getResource("io/msagent/agent/AgentMain.class") == null)
                    .isEqualTo(mode == Mode.PLAIN);
        }
    }

    /** Relies on a changed argument. */
    public static class Mutating {
        @MicroserviceTest({Mode.PLAIN, Mode.LOOPBACK, Mode.COMPARE})
        void sorts() {
            List<Integer> amounts = new ArrayList<>(List.of(2, 1));
            Till.sort(amounts);
            assertThat(amounts).containsExactly(1, 2);
        }
    }

    /** Relies on a body that runs once. */
    public static class Billing {
        private final String customer = UUID.randomUUID().toString();

        @MicroserviceTest({Mode.PLAIN, Mode.LOOPBACK, Mode.REPEATED})
        void billsOnce() {
            assertThat(Till.bill(customer)).isEqualTo(1);
        }

        @MicroserviceTest({Mode.PLAIN, Mode.REPEATED})
        void whatSaysItIsNotIdempotentIsNeverRunTwice() {
            for (int i = 1; i <= 20; i++) {
                assertThat(Till.billOnce(customer)).isEqualTo(i);
            }
        }

        @MicroserviceTest(
                value = Mode.REPEATED,
                settings = {"loopback.repeat=50", "loopback.seed=1"})
        void someCalls() {
            for (int i = 0; i < 20; i++) {
                Till.bill(customer);
            }
            System.out.println("billed " + Till.billOnce(customer));
        }
    }

    /** Everything that COMPARE tells. */
    public static class Different {
        @MicroserviceTest(Mode.COMPARE)
        void fails() {
            differ();
        }

        @MicroserviceTest(value = Mode.COMPARE, failOnDifference = false)
        void reports() {
            differ();
        }

        private static void differ() {
            Till.twice(1);
            Till.sort(new ArrayList<>(List.of(2, 1)));
            Till.bill("Ada");
            Till.bill("Ada");
            Till.names();
            Till.same(new ArrayList<>(List.of("Ada")));
            Till.receipt(1);
        }
    }

    /** Lifecycle methods run once for each invocation, where the body runs. */
    public static class Lifecycle {
        public static int before;
        public static int after;
        static boolean prepared;
        private boolean ready;

        @BeforeAll
        static void prepare() {
            prepared = true;
        }

        @BeforeEach
        void ready(@TempDir Path folder) {
            before++;
            ready = !ready && folder.toFile().isDirectory();
        }

        @AfterEach
        void done() {
            after++;
            assertThat(ready).isTrue();
        }

        @MicroserviceTest({Mode.PLAIN, Mode.LOOPBACK})
        void isReady(TestInfo info, Mode mode, @TempDir Path folder) {
            assertThat(prepared && ready).isTrue();
            assertThat(folder).isDirectory();
            assertThat(info.getDisplayName()).isEqualTo(mode.name());
        }

        @Nested
        class Inside {
            private int amount;

            @BeforeEach
            void choose() {
                amount = 21;
            }

            @MicroserviceTest({Mode.PLAIN, Mode.LOOPBACK})
            void isReadyToo() {
                assertThat(ready).isTrue();
                assertThat(Till.twice(amount)).isEqualTo(42);
            }
        }
    }

    /** Ends otherwise than by passing. */
    public static class Ending {
        @MicroserviceTest({Mode.LOOPBACK, Mode.PROCESSES})
        void throwsWhatTheBodyThrew() throws Exception {
            Till.refuse(7);
        }

        @MicroserviceTest(Mode.LOOPBACK)
        void throwsWhatCannotBeCarried() {
            throw new Unwritable();
        }

        @MicroserviceTest(Mode.LOOPBACK)
        void isAborted() {
            Assumptions.abort("not today");
        }

        @MicroserviceTest(Mode.LOOPBACK)
        void endsTheProcess() {
            System.out.println("last words");
            System.out.flush();
            Runtime.getRuntime().halt(3);
        }
    }

    /** Has a field that cannot be serialised. */
    public static final class Unwritable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial")
        private final Object field = new Object();

        Unwritable() {
            super("with " + UUID.class.getSimpleName(), new IllegalArgumentException("why"));
        }

        @Override
        public String toString() {
            return super.toString() + (field == null ? "?" : "");
        }
    }

    /** Is given a setting of its own, so that no JVM is there yet. */
    public static class Settled {
        @MicroserviceTest(value = Mode.LOOPBACK, settings = "workers=3")
        void runs() {}

        @MicroserviceTest(value = Mode.LOOPBACK, settings = "workers")
        void isMistaken() {}
    }

    /** Does not end. */
    public static class Endless {
        @MicroserviceTest(Mode.PROCESSES)
        void waits() throws InterruptedException {
            System.out.println("served by " + Till.process());
            Thread.currentThread().join();
        }
    }
}
