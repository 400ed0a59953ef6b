package io.msagent.instrument.shapes;

import java.util.ArrayList;
import java.util.List;

/** Ways to start a program. */
public class Mains {
    public static final List<String> RAN = new ArrayList<>();

    public static class Classic {
        public static void main(String[] args) {
            RAN.add("classic");
            if (args.length > 0) {
                throw new IllegalStateException(args[0]);
            }
        }

        static void main() {
            RAN.add("not this one");
        }
    }

    public static class Inheriting extends Classic {}

    public static class Instance {
        void main() {
            RAN.add("instance");
        }
    }
}
