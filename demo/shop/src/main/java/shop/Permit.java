package shop;

/**
 * Whether a customer may go on.
 *
 * @param granted whether there was a permit left
 * @param nanos when that was decided, by {@link System#nanoTime} of the machine that did
 */
public record Permit(boolean granted, long nanos) {}
