package kitchen;

import io.msagent.Microservice;

/** Cannot be initialised in a provider. */
public final class NeedsDatabase {
    static {
        if (System.getenv("MS_SERVE") != null) {
            throw new IllegalStateException("the database is not there");
        }
    }

    private NeedsDatabase() {}

    @Microservice("needs-database")
    static String query(String text) {
        return text;
    }

    /** Queries once. */
    public static void main(String[] arguments) {
        System.out.println(query("x"));
    }
}
