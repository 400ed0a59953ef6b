package kitchen;

import io.msagent.DeadlockException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Two transfers that each hold what the other one needs. */
public final class Crossing {
    private Crossing() {}

    public static void main(String[] arguments) throws Exception {
        Safe safe = new Safe();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<Long>> moves = new ArrayList<>();
        moves.add(threads.submit(() -> safe.move("a", "b", 5)));
        moves.add(threads.submit(() -> safe.move("b", "a", 3)));
        int moved = 0;
        for (Future<Long> move : moves) {
            try {
                long unused = move.get(2, TimeUnit.MINUTES);
                moved++;
            } catch (ExecutionException e) {
                System.out.println(e.getCause() instanceof DeadlockException ? "deadlock" : "failed " + e);
            }
        }
        threads.shutdown();
        System.out.println("moved " + moved);
        System.out.println("sum " + (safe.put("a", 0) + safe.put("b", 0)));
    }
}
