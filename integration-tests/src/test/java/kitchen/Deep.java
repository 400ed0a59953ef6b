package kitchen;

import io.msagent.Microservice;

/** Two services that call one another, as deep as asked. */
public final class Deep {
    private Deep() {}

    @Microservice("deep-ping")
    static int ping(int depth) {
        return depth == 0 ? 0 : 1 + pong(depth - 1);
    }

    @Microservice("deep-pong")
    static int pong(int depth) {
        return depth == 0 ? 0 : 1 + ping(depth - 1);
    }

    /** Arguments: the depth. */
    public static void main(String[] arguments) {
        System.out.println("depth " + ping(Integer.parseInt(arguments[0])));
    }
}
