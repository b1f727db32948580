package dev.cairn.index.reference;

import dev.cairn.index.extract.Language;
import dev.cairn.index.extract.ModuleRules;
import dev.cairn.index.language.Languages;
import java.util.List;
import java.util.Set;

/** Decides how certain it is that a use means a definition, by what is written in both files. */
final class Resolver {

    private static final Set<String> OWN = Set.of("this", "self", "super", "cls", "Self");

    private Resolver() {}

    static boolean mayUse(String language, String definedIn) {
        return language.equals(definedIn)
                || rules(language).family().equals(rules(definedIn).family());
    }

    private static ModuleRules rules(String language) {
        return Languages.named(language)
                .map(Language::modules)
                .orElseGet(() -> ModuleRules.of(language));
    }

    /**
     * Returns whether a receiver is the object of the method that it is used in.
     *
     * @param signature the signature of that method
     */
    static boolean isOwnObject(String language, String receiver, String signature) {
        return OWN.contains(receiver.substring(receiver.lastIndexOf('.') + 1))
                || Languages.named(language)
                        .flatMap(rules -> rules.ownVariable(signature))
                        .filter(receiver::equals)
                        .isPresent();
    }

    /**
     * Returns the certainty.
     *
     * @param imports what the file of the use imports
     * @param definedHere whether that file defines the name itself
     */
    static Certainty certainty(
            Use use, DefinitionRow target, List<ImportRow> imports, boolean definedHere) {
        boolean sameFile = use.fileId() == target.fileId();
        if (use.ownObject() && isInside(use, target)) {
            return Certainty.EXACT;
        }
        if (definedHere && !sameFile) {
            return Certainty.NAME_ONLY;
        }
        boolean known = sameFile || imports(imports, target) || isNear(use, target);
        String receiver = use.lastReceiver();
        if (target.owner().isEmpty()) {
            return topLevel(receiver, sameFile, known, imports, target);
        }
        if (receiver.isEmpty() && sameFile && isInside(use, target)) {
            return Certainty.EXACT;
        }
        if (receiver.equals(target.owner())) {
            return known ? Certainty.EXACT : Certainty.NAME_ONLY;
        }
        return known ? Certainty.IMPORT : Certainty.NAME_ONLY;
    }

    private static Certainty topLevel(
            String receiver,
            boolean sameFile,
            boolean known,
            List<ImportRow> imports,
            DefinitionRow target) {
        if (!known) {
            return Certainty.NAME_ONLY;
        }
        if (receiver.isEmpty()) {
            boolean named =
                    imports.stream()
                            .anyMatch(some ->
                                    some.dotted().equals(target.qualifiedName())
                                            && some.name().isPresent());
            return sameFile || named ? Certainty.EXACT : Certainty.IMPORT;
        }
        boolean module = imports.stream().anyMatch(some -> some.called().equals(receiver));
        return module ? Certainty.IMPORT : Certainty.NAME_ONLY;
    }

    /** The methods of a type of Go may be in any file of its folder. */
    private static boolean isInside(Use use, DefinitionRow target) {
        return (use.fileId() == target.fileId() || isNear(use, target))
                && !target.around().isEmpty()
                && (use.inside().equals(target.around())
                        || use.inside().startsWith(target.around() + "."));
    }

    private static boolean isNear(Use use, DefinitionRow target) {
        return rules(use.language()).sharesFolder() && use.folder().equals(target.folder());
    }

    /** Returns whether one of the imports is the definition, what is around it, or its file. */
    private static boolean imports(List<ImportRow> imports, DefinitionRow target) {
        return imports.stream().anyMatch(some -> imports(some, target));
    }

    private static boolean imports(ImportRow some, DefinitionRow target) {
        String dotted = some.dotted();
        boolean relative = some.module().startsWith(".");
        if (relative) {
            return isModule(ImportRow.lastSegment(some.module()), target)
                    || some.name().filter(name -> isModule(name, target)).isPresent();
        }
        return dotted.equals(target.qualifiedName())
                || (!dotted.isEmpty() && target.qualifiedName().startsWith(dotted + "."))
                || isModule(ImportRow.lastSegment(some.module()), target);
    }

    /** Returns whether a module's last name is that of the definition's file or folder. */
    private static boolean isModule(String last, DefinitionRow target) {
        String file = target.path().substring(target.path().lastIndexOf('/') + 1);
        int dot = file.indexOf('.');
        String stem = dot < 0 ? file : file.substring(0, dot);
        String folder = target.folder().substring(target.folder().lastIndexOf('/') + 1);
        ModuleRules rules = rules(target.language());
        return !last.isEmpty()
                && rules.module() != ModuleRules.ModuleName.DEFINITION
                && (last.equals(stem) || (rules.standsForFolder(stem) && last.equals(folder)));
    }
}
