package dev.cairn.worker.manager;

import dev.cairn.worker.protocol.Documents;
import dev.cairn.worker.session.ServiceSettings;
import java.util.Map;
import java.util.TreeMap;

/** Settings of a worker that a test needs. */
final class TestSettings {

    private TestSettings() {}

    /** Returns the standard settings but for those that are named, as they stand in JSON. */
    static ServiceSettings with(Map<String, ?> changes) {
        Map<String, Object> all = new TreeMap<>();
        Map<?, ?> standard = Documents.read(Documents.write(ServiceSettings.standard()), Map.class);
        standard.forEach((name, value) -> all.put(String.valueOf(name), value));
        all.putAll(changes);
        return Documents.read(Documents.write(all), ServiceSettings.class);
    }
}
