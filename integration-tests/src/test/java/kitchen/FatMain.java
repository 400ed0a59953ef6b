package kitchen;

import io.msagent.Microservice;
import java.util.List;

/** A program that is packed into one jar with its libraries inside. */
public final class FatMain {
    private FatMain() {}

    /** A value of the application's, seen by the inner loader only. */
    record Parcel(String to, List<Integer> weights) {}

    @Microservice("parcels")
    static Parcel seal(Parcel parcel) {
        return new Parcel(
                parcel.to() + " by " + ProcessHandle.current().pid() + " in "
                        + Thread.currentThread()
                                .getContextClassLoader()
                                .getClass()
                                .getSimpleName(),
                parcel.weights());
    }

    /** Seals one parcel. */
    public static void main(String[] arguments) {
        System.out.println(seal(new Parcel("you", List.of(1, 2))));
        System.out.println(ProcessHandle.current().pid() + " in "
                + FatMain.class.getClassLoader().getClass().getSimpleName());
    }
}
