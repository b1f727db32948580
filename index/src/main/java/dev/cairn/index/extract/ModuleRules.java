package dev.cairn.index.extract;

import java.util.List;

/**
 * How the files of a language refer to each other.
 *
 * @param family a name that is shared by the languages that use each other's definitions
 * @param imports what an import names
 * @param endings what follows an imported path or module in the path of a file, the likeliest first
 * @param module what the last name of a module can be
 * @param sharesFolder whether the files of a folder see each other without an import
 */
public record ModuleRules(
        String family,
        Imports imports,
        List<String> endings,
        ModuleName module,
        boolean sharesFolder) {

    /** What an import names. */
    public enum Imports {
        /** A definition, or what is around it, by its qualified name. */
        DEFINITIONS,
        /** A file, by a path from the folder of the importing file. */
        PATHS,
        /** A file, by a name with dots in the place of folders; leading dots mean folders above. */
        DOTTED_NAMES,
        /** A folder. */
        FOLDERS
    }

    /** What the last name of a module can be. */
    public enum ModuleName {
        /** The name of a definition, never that of a file. */
        DEFINITION,
        /** The name of a file without its ending. */
        FILE,
        /** The same, or the name of the file's folder. */
        FILE_OR_FOLDER
    }

    public ModuleRules {
        endings = List.copyOf(endings);
    }

    /** Returns the rules of a language whose imports name definitions. */
    public static ModuleRules of(String family) {
        return new ModuleRules(family, Imports.DEFINITIONS, List.of(), ModuleName.FILE, false);
    }

    /**
     * Returns the same rules with other imports.
     *
     * @param kind what an import names
     * @param more what follows it in the path of a file, such as {@code .py} or {@code
     *     /__init__.py}
     */
    public ModuleRules importing(Imports kind, String... more) {
        return new ModuleRules(family, kind, List.of(more), module, sharesFolder);
    }

    /** Returns the same rules with another meaning of the last name of a module. */
    public ModuleRules named(ModuleName meaning) {
        return new ModuleRules(family, imports, endings, meaning, sharesFolder);
    }

    /** Returns the same rules for a language whose folders are scopes. */
    public ModuleRules sharingFolders() {
        return new ModuleRules(family, imports, endings, module, true);
    }

    /** Returns whether a file stands for its folder, such as {@code __init__}. */
    public boolean standsForFolder(String stem) {
        return module == ModuleName.FILE_OR_FOLDER
                || endings.stream().anyMatch(ending -> ending.startsWith("/" + stem + "."));
    }
}
