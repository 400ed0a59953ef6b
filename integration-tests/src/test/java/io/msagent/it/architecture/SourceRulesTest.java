package io.msagent.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.docs.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rules that show in the sources only. */
@Tag("once")
class SourceRulesTest {
    private static final int MOST_LINES = 400;
    private static final Pattern WALL_CLOCK =
            Pattern.compile("\\b(Instant|(Local|Zoned|Offset)\\w*Time|LocalDate|Year\\w*|MonthDay)(\\.|::)now\\b"
                    + "|currentTimeMillis|Clock\\.(system|tick)|new Date\\(\\)|Calendar");

    @Test
    void everyPackageSaysWhatItIsForAndMarksItsNulls() {
        List<Path> packages = SourceTree.files(".java").stream()
                .filter(file -> file.toString().contains("/src/main/java/"))
                .map(Path::getParent)
                .distinct()
                .toList();
        assertThat(packages).isNotEmpty().allSatisfy(folder -> {
            Path info = folder.resolve("package-info.java");
            assertThat(Files.exists(info)).as("%s exists", info).isTrue();
            assertThat(SourceTree.read(info)).contains("@NullMarked").startsWith("/**");
        });
    }

    /**
     * What decides must not do so by a clock that people and NTP set. These read it for people, for a name, or once as the
     * start of what a monotonic clock then counts.
     */
    @Test
    void onlyAFewReadTheWallClock() {
        assertThat(SourceTree.files(".java").stream()
                        .filter(file -> file.toString().contains("/src/main/java/"))
                        .filter(file ->
                                WALL_CLOCK.matcher(SourceTree.read(file)).find())
                        .map(file -> file.getFileName().toString()))
                .as("see System.nanoTime, Deadline, SteadyClock")
                .containsExactlyInAnyOrder(
                        "Log.java", // stamps
                        "CallId.java", // ids that sort by time
                        "Transaction.java", // the same
                        "ServiceCalls.java", // how old a transaction is, which its id says
                        "Housekeeping.java", // the same
                        "EmbeddedRegistry.java", // an index that is most likely above its predecessor's
                        "SteadyClock.java",
                        "Epochs.java", // where a counter begins, above those that a registry has lost
                        "Answers.java", // the Date of an answer, by which the doctor compares clocks
                        "Asking.java", // the doctor's own clock, to compare
                        "StatusCommand.java", // how long ago, for people
                        "Tables.java", // the same
                        "TlsFiles.java"); // a warning of a certificate that is not valid now
    }

    @Test
    void noFileIsLong() {
        assertThat(SourceTree.files(".java"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(SourceTree.read(file).lines().count())
                        .as("lines of %s", file)
                        .isLessThanOrEqualTo(MOST_LINES));
    }
}
