package kitchen;

/** A polymorphic value, open to subclasses the signature does not name. */
abstract class Shape {
    private final String label;

    Shape(String label) {
        this.label = label;
    }

    abstract double area();

    String label() {
        return label;
    }

    /** Immutable, without a default constructor; shadows a field's name. */
    static final class Circle extends Shape {
        private final double radius;
        private final String label = "inner label";

        Circle(String label, double radius) {
            super(label);
            this.radius = radius;
        }

        @Override
        double area() {
            return Math.PI * radius * radius;
        }

        String innerLabel() {
            return label;
        }
    }

    /** Another one. */
    static class Square extends Shape {
        private final double side;

        Square(String label, double side) {
            super(label);
            this.side = side;
        }

        @Override
        double area() {
            return side * side;
        }
    }
}
