package kitchen;

import io.msagent.Microservice;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/** Everything a body can end with other than a value at once. */
@Microservice("kitchen-throwing")
public final class Throwing {
    private Throwing() {}

    public static int checked(String sku) throws Failures.OutOfStock {
        Failures.OutOfStock e = new Failures.OutOfStock(sku, 3, List.of("x", "y"));
        e.addSuppressed(new IOException("closing failed"));
        e.initCause(new IllegalStateException("shelf empty", new FileNotFoundException("shelf.txt")));
        throw e;
    }

    public static void unchecked() {
        throw new Failures.OwnMessage(42);
    }

    public static void error() {
        throw new Failures.Broken("broken", null);
    }

    public static int ofTheJdk() {
        int[] one = {1};
        return one[Integer.parseInt("3")];
    }

    public static CompletableFuture<String> later(String v) {
        return CompletableFuture.supplyAsync(
                () -> v + " from " + ProcessHandle.current().pid());
    }

    public static CompletionStage<Integer> laterFailing(String sku) {
        return CompletableFuture.failedFuture(new Failures.OutOfStock(sku, 1, List.of()));
    }

    public static Future<List<Long>> future(long v) {
        return CompletableFuture.completedFuture(List.of(v, v + 1));
    }
}
