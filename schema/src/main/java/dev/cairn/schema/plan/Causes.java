package dev.cairn.schema.plan;

import dev.cairn.schema.Difference;
import java.util.List;

/** Differences as the reasons that people are given for a step. */
final class Causes {

    private Causes() {}

    static List<String> of(List<Difference> differences) {
        return differences.stream().map(Causes::of).toList();
    }

    static String of(Difference difference) {
        String path = "'" + difference.path() + "'";
        String live = difference.live().orElse("nothing");
        String declared = difference.declared().orElse("nothing");
        return switch (difference.kind()) {
            case OPAQUE_IN_THE_WAY -> path + " is there but cannot be understood";
            case OPAQUE_UNDECLARED -> path + " cannot be understood and is not declared";
            case OBJECT_KIND -> path + " is another kind of object than declared";
            case TABLE_MISSING,
                    COLUMN_MISSING,
                    VIRTUAL_TABLE_MISSING,
                    INDEX_MISSING,
                    VIEW_MISSING,
                    TRIGGER_MISSING ->
                    path + " is declared and does not exist";
            case TABLE_UNDECLARED,
                    COLUMN_UNDECLARED,
                    VIRTUAL_TABLE_UNDECLARED,
                    INDEX_UNDECLARED,
                    VIEW_UNDECLARED,
                    TRIGGER_UNDECLARED ->
                    path + " is not declared";
            case TABLE_RENAMED, COLUMN_RENAMED -> path + " was '" + live + "'";
            case TABLE_OPTIONS ->
                    path + " is declared as " + declared + ", not as " + live;
            case COLUMN_TYPE,
                    COLUMN_NOT_NULL,
                    COLUMN_DEFAULT,
                    COLUMN_COLLATION,
                    COLUMN_GENERATED,
                    COLUMN_ORDER ->
                    path + " is declared as: " + declared + "; it is: " + live;
            case PRIMARY_KEY -> path + " has " + live + ", declared is " + declared;
            case UNIQUE_MISSING, CHECK_MISSING, FOREIGN_KEY_MISSING -> path + " lacks " + declared;
            case UNIQUE_UNDECLARED, CHECK_UNDECLARED, FOREIGN_KEY_UNDECLARED ->
                    path + " has " + live + ", which is not declared";
            case VIRTUAL_TABLE_CHANGED, INDEX_CHANGED, VIEW_CHANGED, TRIGGER_CHANGED ->
                    path + " is declared differently";
        };
    }
}
