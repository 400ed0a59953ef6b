package io.msagent.core.metrics;

/**
 * All metrics at one moment, for a scraper.
 *
 * @param mediaType media type of the text
 * @param text UTF-8
 */
public record Exposition(String mediaType, byte[] text) {}
