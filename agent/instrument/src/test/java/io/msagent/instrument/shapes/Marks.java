package io.msagent.instrument.shapes;

import io.msagent.Microservice;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Where a mark may stand. */
public class Marks {
    @Microservice
    public interface WholeInterface {
        String quote(String item);

        default String quoteTwice(String item) {
            return quote(item) + quote(item);
        }
    }

    public static class OfWholeInterface implements WholeInterface {
        @Override
        public String quote(String item) {
            return item;
        }

        public String unmarked() {
            return "";
        }
    }

    public interface Converter<A, B> {
        @Microservice(idempotent = false, timeout = "250ms", fallback = Microservice.Fallback.NONE)
        B convert(A from);
    }

    public static class ToLength implements Converter<String, Integer> {
        @Override
        public Integer convert(String from) {
            return from.length();
        }
    }

    public abstract static class Base {
        @Microservice
        public abstract String named();

        @Microservice("told")
        protected String told() {
            return "";
        }
    }

    public static class Derived extends Base {
        @Override
        public String named() {
            return "";
        }

        public String other() {
            return "";
        }
    }

    @Microservice("whole")
    public static class Whole {
        public static void main(String[] args) {}

        public static String open() {
            return "";
        }

        public String alsoOpen() {
            return "";
        }

        String closed() {
            return "";
        }

        @Microservice("apart")
        public String apart() {
            return "";
        }

        @Override
        public String toString() {
            return "";
        }
    }

    public static class Unmarked {
        public static void main(String[] args) {}

        public String quote(String item) {
            return item;
        }

        public String quote(int item) {
            return "" + item;
        }

        public String label() {
            return "";
        }

        String hidden() {
            return "";
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    @Microservice
    public record Point(int x, int y) {
        public int sum() {
            return x + y;
        }
    }

    @Microservice
    public enum Colour {
        RED;

        public String hex() {
            return "f00";
        }
    }

    public static class Impossible {
        @Microservice
        public native int inC();

        @Microservice
        public static void main(String[] args) {}

        @Microservice
        public String ofStream(java.io.InputStream in) {
            return "";
        }

        @Microservice
        public java.util.List<Thread> threads() {
            return java.util.List.of();
        }

        @Microservice
        public FutureTask<String> otherFuture() {
            throw new IllegalStateException();
        }

        @Microservice
        public Future<java.util.List<Thread>> futureThread() {
            throw new IllegalStateException();
        }

        @Microservice
        public String ofFuture(Future<String> argument) {
            return "";
        }

        @Microservice("No_Name")
        public String misnamed() {
            return "";
        }

        @Microservice(timeout = "soon")
        public String mistimed() {
            return "";
        }
    }

    public static class Later {
        @Microservice
        public Future<String> future() {
            throw new IllegalStateException();
        }

        @Microservice
        public CompletionStage<String> stage() {
            throw new IllegalStateException();
        }

        @Microservice
        public java.util.concurrent.CompletableFuture<? extends Number> completable() {
            throw new IllegalStateException();
        }

        @SuppressWarnings("rawtypes")
        @Microservice
        public Future raw() {
            throw new IllegalStateException();
        }
    }
}
