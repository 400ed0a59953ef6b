package io.msagent.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each row of the failure model names tests, and they exist. */
@Tag("once")
class FailureModelDocsTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)#(\\w+)`");
    private static final String PAGE = SourceTree.read("docs/failure-model.md");

    private static List<String> rows() {
        String tables = PAGE.substring(0, PAGE.indexOf("\nHow callers keep"));
        return tables.lines()
                .filter(line -> line.startsWith("| "))
                .filter(line -> !line.startsWith("| What happened") && !line.startsWith("| Rule"))
                .toList();
    }

    @Test
    void everyRowNamesATest() {
        assertThat(rows())
                .hasSizeGreaterThan(20)
                .allSatisfy(row -> assertThat(row)
                        .satisfiesAnyOf(
                                r -> assertThat(r).containsPattern(TEST),
                                r -> assertThat(r).endsWith("| all of the above |")));
    }

    @Test
    void everyNamedTestExists() {
        Map<String, String> sources = SourceTree.files("Test.java").stream()
                .filter(file -> file.toString().contains("/it/faults/")
                        || file.toString().contains("/it/stateful/"))
                .collect(
                        Collectors.toMap(file -> file.getFileName().toString().replace(".java", ""), SourceTree::read));
        List<MatchResult> named = TEST.matcher(PAGE).results().toList();
        assertThat(named)
                .isNotEmpty()
                .allSatisfy(test -> assertThat(sources.getOrDefault(test.group(1), ""))
                        .as(test.group())
                        .contains(" void " + test.group(2) + "("));
    }
}
