package io.msagent.core.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The properties file (UTF-8) that {@code config} names. */
final class ConfigFile {
    private ConfigFile() {}

    static Source read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw unreadable(file, "there is no such file");
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw unreadable(file, "its text is no properties file in UTF-8");
        } catch (IOException e) {
            throw unreadable(file, e.toString());
        }
        Map<String, String> texts = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(name -> texts.put(name, properties.getProperty(name).strip()));
        if (texts.containsKey(Keys.CONFIG.name())) {
            throw new SettingsException(file + ": config: a settings file cannot name another one");
        }
        return new Source(file.toString(), texts);
    }

    private static SettingsException unreadable(Path file, String why) {
        return new SettingsException(
                "config: " + file.toAbsolutePath() + ": " + why + " (expected: a readable properties file)");
    }
}
