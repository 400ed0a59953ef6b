package io.msagent.orchestrator.cli;

import java.io.PrintWriter;
import java.util.List;

/** Prints rows in columns as wide as their longest cell. */
final class Table {
    private Table() {}

    static void print(List<List<String>> rows, PrintWriter out) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width =
                        rows.stream().mapToInt(r -> r.get(at).length()).max().orElse(0);
                String cell = row.get(column).isEmpty() ? "-" : row.get(column);
                line.append(cell).append(" ".repeat(Math.max(0, width - cell.length()) + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
