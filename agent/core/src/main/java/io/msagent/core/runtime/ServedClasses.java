package io.msagent.core.runtime;

import java.util.Collection;
import java.util.Set;

/** Finds out which classes hold the methods of services, when nobody has told the provider ({@code serve.classes}). */
@FunctionalInterface
public interface ServedClasses {
    /** Binary names of the classes on the application's class path that hold methods of these services. */
    Collection<String> find(Set<String> services);
}
