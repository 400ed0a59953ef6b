package kitchen;

import io.msagent.Microservice;

/** A program with a service that cannot be initialised in a provider. */
public final class NeedsDatabase {
    private NeedsDatabase() {}

    /** The service. */
    static final class Database {
        static {
            if (System.getenv("MS_SERVE") != null) {
                throw new IllegalStateException("the database is not there");
            }
        }

        private Database() {}

        @Microservice("needs-database")
        static String query(String text) {
            return text;
        }
    }

    /** Queries once. */
    public static void main(String[] arguments) {
        System.out.println(Database.query("x"));
    }
}
