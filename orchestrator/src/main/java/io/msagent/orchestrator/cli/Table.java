package io.msagent.orchestrator.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Prints rows in columns as wide as their longest cell; a column whose cells are all empty is left out. */
final class Table {
    private static final String RIGHT = ">";

    private final List<String> titles;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param titles a {@code >} before one: its cells end at the same place, as numbers do */
    Table(String... titles) {
        this.titles = List.of(titles);
    }

    /** One cell for each title; foreign text will do. */
    void row(String... cells) {
        if (cells.length != titles.size()) {
            throw new IllegalArgumentException(cells.length + " cells (expected: " + titles.size() + ")");
        }
        rows.add(Stream.of(cells).map(Printable::text).toList());
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** @param paint makes of a column's title and a padded cell what is shown */
    void print(PrintWriter out, BiFunction<String, String, String> paint) {
        List<Integer> shown = new ArrayList<>();
        for (int column = 0; column < titles.size(); column++) {
            int at = column;
            if (rows.stream().anyMatch(row -> !row.get(at).isEmpty())) {
                shown.add(column);
            }
        }
        line(titles.stream().map(title -> title.replace(RIGHT, "")).toList(), shown, out, (title, text) -> text);
        rows.forEach(row -> line(row, shown, out, paint));
    }

    private void line(
            List<String> row, List<Integer> shown, PrintWriter out, BiFunction<String, String, String> paint) {
        StringBuilder line = new StringBuilder();
        for (int at : shown) {
            boolean last = at == shown.get(shown.size() - 1);
            String cell = row.get(at).isEmpty() ? "-" : row.get(at);
            String title = titles.get(at);
            String space = " ".repeat(width(at) - cell.length());
            String padded = title.startsWith(RIGHT) ? space + cell : last ? cell : cell + space;
            line.append(paint.apply(title.replace(RIGHT, ""), padded)).append(last ? "" : "  ");
        }
        out.println(line);
    }

    private int width(int column) {
        int title = titles.get(column).replace(RIGHT, "").length();
        return Math.max(
                title,
                rows.stream()
                        .mapToInt(row -> Math.max(1, row.get(column).length()))
                        .max()
                        .orElse(0));
    }
}
