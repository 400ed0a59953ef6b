package io.msagent.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.docs.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules that show in the sources only. */
class SourceRulesTest {
    private static final int MOST_LINES = 400;

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

    @Test
    void noFileIsLong() {
        assertThat(SourceTree.files(".java"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(SourceTree.read(file).lines().count())
                        .as("lines of %s", file)
                        .isLessThanOrEqualTo(MOST_LINES));
    }
}
