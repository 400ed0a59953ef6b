package io.msagent.core.runtime;

import io.msagent.core.config.Keys;
import io.msagent.core.config.Settings;
import io.msagent.core.config.SettingsException;
import io.msagent.core.server.ServedMethod;
import io.msagent.core.server.ServedService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Loads the classes that a provider is to serve and gathers their woven methods by service. */
final class ServedServices {
    private final Settings settings;
    private final MethodTable methods;
    private final ServedClasses finder;
    private final Receivers receivers;

    ServedServices(Settings settings, MethodTable methods, ServedClasses finder, Receivers receivers) {
        this.settings = settings;
        this.methods = methods;
        this.finder = finder;
        this.receivers = receivers;
    }

    /**
     * Loads and initialises the classes, as a call would, so that what is wrong with them shows at start.
     *
     * @param loader the application's loader
     * @throws SettingsException if a service or a class cannot be had; the message is for the user
     */
    List<ServedService> load(ClassLoader loader) {
        Set<String> names = new TreeSet<>(settings.get(Keys.SERVE));
        Collection<String> classes = settings.get(Keys.SERVE_CLASSES);
        for (String type : classes.isEmpty() ? finder.find(names) : classes) {
            loadClass(type, loader);
        }
        List<ServedService> services = new ArrayList<>();
        for (String name : names) {
            services.add(service(name));
        }
        return services;
    }

    private ServedService service(String name) {
        List<WovenMethod> woven = methods.of(name);
        if (woven.isEmpty()) {
            throw new SettingsException("serve: " + name + ": no marked method has this service name (there are: "
                    + String.join(", ", methods.services()) + "); name the classes that hold it in serve.classes");
        }
        List<ServedMethod> served = new ArrayList<>();
        for (WovenMethod method : woven) {
            served.add(new Served(method, receivers));
        }
        return new ServedService(name, woven.get(0).digest(), served);
    }

    private static void loadClass(String type, ClassLoader loader) {
        try {
            Class.forName(type, true, loader);
        } catch (ClassNotFoundException e) {
            throw new SettingsException("serve.classes: " + type + ": no such class in the application");
        } catch (LinkageError e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new SettingsException("serve.classes: " + type + ": cannot be initialised: " + why);
        }
    }
}
