package io.msagent.orchestrator.cli;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/** What a person reads when a command has failed: one line, without a stack trace. */
final class Failures {
    private Failures() {}

    static int code(Exception failure) {
        if (failure instanceof NotRunningException) {
            return NotRunningException.EXIT_CODE;
        }
        return failure instanceof NotThereException ? NotThereException.EXIT_CODE : 1;
    }

    static String line(Exception failure) {
        if (failure instanceof NotRunningException
                || failure instanceof NotThereException
                || failure instanceof CommandFailedException) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            String what = Objects.requireNonNullElse(unchecked.getMessage(), "");
            String why = why(unchecked.getCause());
            if (what.contains(why)) {
                return what;
            }
            return what.isEmpty() || unchecked.getCause().toString().equals(what) ? why : what + ": " + why;
        }
        return failure instanceof IllegalArgumentException && failure.getMessage() != null
                ? failure.getMessage()
                : why(failure);
    }

    private static String why(Exception failure) {
        if (failure instanceof FileSystemException file) {
            return file.getFile() + ": " + reason(file);
        }
        String message = Objects.requireNonNullElse(failure.getMessage(), "");
        String name = failure.getClass().getSimpleName();
        return message.isEmpty() ? name : name + ": " + message;
    }

    private static String reason(FileSystemException failure) {
        if (failure instanceof NotDirectoryException) {
            return "is no folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        return Objects.requireNonNullElse(
                failure.getReason(), failure.getClass().getSimpleName().replace("Exception", ""));
    }
}
