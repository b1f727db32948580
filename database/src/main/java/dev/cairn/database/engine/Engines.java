package dev.cairn.database.engine;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseType;
import java.util.EnumMap;
import java.util.Map;
import java.util.ServiceLoader;

/** The engines on the class path that need no configuration. */
public final class Engines {

    private static final Map<DatabaseType, Engine> FOUND = find();

    private Engines() {}

    private static Map<DatabaseType, Engine> find() {
        Map<DatabaseType, Engine> found = new EnumMap<>(DatabaseType.class);
        ServiceLoader.load(Engine.class).forEach(engine -> found.put(engine.type(), engine));
        return found;
    }

    /**
     * Returns the engine of a type.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#INVALID_CONFIGURATION} if the class
     *     path has none
     */
    public static Engine of(DatabaseType type) {
        Engine engine = FOUND.get(type);
        if (engine == null) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_CONFIGURATION,
                    "no engine for type '"
                            + type.configurationName()
                            + "' is on the class path; add the module that has it");
        }
        return engine;
    }
}
