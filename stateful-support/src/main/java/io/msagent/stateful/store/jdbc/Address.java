package io.msagent.stateful.store.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * Where a database is, and as whom to go there.
 *
 * @param url a JDBC URL that {@link Dialect#of} knows
 * @param user its name; null: the URL or the database says
 * @param password its password; null: none
 * @param ours whether the schema is this program's to make and to migrate
 * @param name for messages, without anything secret
 */
public record Address(
        String url, @Nullable String user, @Nullable String password, boolean ours, String name) {

    /** One whose name is the URL without what may be secret: user information and parameters. */
    public static Address of(String url, @Nullable String user, @Nullable String password) {
        return new Address(url, user, password, true, open(url));
    }

    /** A JDBC URL without user information and parameters. */
    public static String open(String url) {
        return url.split("[;?]", 2)[0].replaceFirst("//[^/]*@", "//");
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
