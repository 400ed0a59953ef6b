package io.msagent.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each guarantee of stateful services names tests, and they exist. */
@Tag("once")
class StatefulDocsTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)#(\\w+)`");
    private static final String PAGE = SourceTree.read("docs/stateful.md");

    @Test
    void everyGuaranteeNamesATest() {
        String table =
                PAGE.substring(PAGE.indexOf("\n## What can be relied on"), PAGE.indexOf("\n## What is not guaranteed"));
        assertThat(table.lines().filter(line -> line.startsWith("| ")).skip(1))
                .hasSizeGreaterThan(5)
                .allSatisfy(row -> assertThat(row).containsPattern(TEST));
    }

    @Test
    void everyNamedTestExists() {
        Map<String, String> sources = SourceTree.files("Test.java").stream()
                .filter(file -> file.toString().contains("/it/stateful/"))
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
