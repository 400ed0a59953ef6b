package shop;

/** How well the shop knows a customer. */
public enum Tier {
    STANDARD(0),
    SILVER(2),
    GOLD(4);

    private final int discountPercent;

    Tier(int discountPercent) {
        this.discountPercent = discountPercent;
    }

    /** What a customer of this tier gets off every order, in percent. */
    public int discountPercent() {
        return discountPercent;
    }
}
