package shop;

import java.io.Serializable;

/**
 * Something that is wrong with an order.
 *
 * @param field which part of it
 * @param value what stands there
 * @param expected what may stand there
 */
public record Problem(String field, String value, String expected) implements Serializable {}
