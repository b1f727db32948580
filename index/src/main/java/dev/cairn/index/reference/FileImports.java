package dev.cairn.index.reference;

import dev.cairn.index.extract.ModuleRules;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What a file imports, prepared for the question whether a definition is among it: a use of a
 * frequent name is compared with many definitions.
 */
final class FileImports {

    private final Set<String> dotted = new HashSet<>();
    private final Set<String> named = new HashSet<>();
    private final Set<String> modules = new HashSet<>();
    private final Set<String> called = new HashSet<>();

    FileImports(Collection<ImportRow> rows) {
        for (ImportRow row : rows) {
            if (row.module().startsWith(".")) {
                row.name().ifPresent(modules::add);
            } else {
                dotted.add(row.dotted());
            }
            if (row.name().isPresent()) {
                named.add(row.dotted());
            }
            modules.add(ImportRow.lastSegment(row.module()));
            called.add(row.called());
        }
        dotted.remove("");
        modules.remove("");
    }

    /** Returns whether an import is a definition, what is around it, or its file or folder. */
    boolean reach(DefinitionRow target) {
        String name = target.qualifiedName();
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            if (dotted.contains(name.substring(0, dot))) {
                return true;
            }
        }
        return dotted.contains(name) || hasModule(target);
    }

    /** Returns whether the last name of a module is that of the definition's file or folder. */
    private boolean hasModule(DefinitionRow target) {
        ModuleRules rules = Resolver.rules(target.language());
        if (modules.isEmpty() || rules.module() == ModuleRules.ModuleName.DEFINITION) {
            return false;
        }
        String path = target.path();
        int slash = path.lastIndexOf('/');
        int dot = path.indexOf('.', slash + 1);
        String stem = path.substring(slash + 1, dot < 0 ? path.length() : dot);
        if (modules.contains(stem)) {
            return true;
        }
        String folder = path.substring(path.lastIndexOf('/', slash - 1) + 1, Math.max(slash, 0));
        return rules.standsForFolder(stem) && modules.contains(folder);
    }

    /** Returns whether an import gives exactly this definition. */
    boolean name(DefinitionRow target) {
        return named.contains(target.qualifiedName());
    }

    /** Returns whether the file calls an import by a name. */
    boolean call(String name) {
        return called.contains(name);
    }
}
