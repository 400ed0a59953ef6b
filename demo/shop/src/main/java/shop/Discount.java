package shop;

/** Why a price is lower than the sum of its lines. */
public enum Discount {
    VOLUME,
    LOYALTY,
    SEASON
}
