package dev.cairn.worker.manager;

import dev.cairn.worker.protocol.Documents;
import dev.cairn.worker.service.ServiceSettings;
import java.util.Map;
import java.util.TreeMap;

/** Settings of a worker that a test needs. */
final class TestSettings {

    private TestSettings() {}

    /** Returns the standard settings but for those that are named, each by its name alone. */
    static ServiceSettings with(Map<String, ?> changes) {
        Map<?, ?> standard = Documents.read(Documents.write(ServiceSettings.standard()), Map.class);
        Map<String, Object> all = new TreeMap<>();
        Map<String, Object> left = new TreeMap<>(changes);
        standard.forEach((group, values) -> {
            Map<String, Object> changed = new TreeMap<>();
            ((Map<?, ?>) values)
                    .forEach((name, value) -> {
                        String key = String.valueOf(name);
                        changed.put(key, left.containsKey(key) ? left.remove(key) : value);
                    });
            all.put(String.valueOf(group), changed);
        });
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("no such settings: " + left.keySet());
        }
        return Documents.read(Documents.write(all), ServiceSettings.class);
    }
}
