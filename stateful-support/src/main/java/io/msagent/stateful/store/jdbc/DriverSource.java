package io.msagent.stateful.store.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections straight from a driver: {@link java.sql.DriverManager}, which belongs to the application, has no part in it. */
final class DriverSource implements DataSource {
    private final Driver driver;
    private final String url;
    private final Properties properties = new Properties();

    /** Loads the driver; connects to nobody yet. */
    DriverSource(Address address, Dialect dialect) throws SQLException {
        driver = dialect.driver();
        url = dialect.complete(address.url());
        if (address.user() != null) {
            properties.setProperty("user", address.user());
        }
        if (address.password() != null) {
            properties.setProperty("password", address.password());
        }
        if (dialect == Dialect.POSTGRESQL) {
            // seconds; parameters of the URL win over these
            properties.setProperty("connectTimeout", "3");
            properties.setProperty("socketTimeout", "6");
            properties.setProperty("cancelSignalTimeout", "3");
            properties.setProperty("tcpKeepAlive", "true");
            properties.setProperty("ApplicationName", "ms-agent");
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = driver.connect(url, properties);
        if (connection == null) {
            throw new SQLException("not a URL of " + driver.getClass().getName());
        }
        return connection;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the user is fixed");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {
        // Hikari sets it; in PostgreSQL's driver it would start a thread for each connection, and it has connectTimeout
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("logs go elsewhere");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
