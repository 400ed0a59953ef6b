package io.msagent.core.launch;

import io.msagent.core.call.ServiceName;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a program is called where it does not say so itself. */
public final class ProgramName {
    private static final Pattern VERSION = Pattern.compile("[-_.]v?[0-9].*$");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern FOREIGN = Pattern.compile("[^a-z0-9]+");

    private ProgramName() {}

    /**
     * That of the jar, without its version, or the simple name of the main class: {@code shop} of {@code shop-1.2.jar},
     * {@code price-list} of {@code com.acme.PriceList}. A DNS label; empty if this JVM does not tell how it was started.
     */
    public static String ofThisProcess() {
        try {
            return of(JavaCommand.parse(StartedAs.thisProcess().arguments()).program());
        } catch (IllegalStateException e) {
            return "";
        }
    }

    /** @param program as {@link JavaCommand#program} */
    static String of(List<String> program) {
        if (program.isEmpty()) {
            return "";
        }
        String first = program.get(0);
        if (first.startsWith("--module=")) {
            return ofClass(first.substring("--module=".length()));
        }
        if (first.startsWith("-")) {
            String what = program.size() < 2 ? "" : program.get(1);
            return first.equals("-jar") ? ofJar(what) : ofClass(what);
        }
        return ofClass(first);
    }

    private static String ofJar(String path) {
        String file = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        String bare = file.endsWith(".jar") ? file.substring(0, file.length() - ".jar".length()) : file;
        return label(VERSION.matcher(bare).replaceFirst(""));
    }

    /** Of a class, a module with its class after a slash, a module alone, or a source file. */
    private static String ofClass(String name) {
        String whole = name.endsWith(".java") ? name.substring(0, name.length() - ".java".length()) : name;
        String className = whole.substring(whole.lastIndexOf('/') + 1);
        String simple = className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
        return label(HUMP.matcher(simple).replaceAll("-"));
    }

    private static String label(String name) {
        String folded = FOREIGN.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
        String cut = folded.substring(0, Math.min(folded.length(), ServiceName.MAX_LENGTH));
        int begin = cut.startsWith("-") ? 1 : 0;
        return cut.length() <= begin ? "" : cut.substring(begin, cut.endsWith("-") ? cut.length() - 1 : cut.length());
    }
}
