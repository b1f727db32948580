package dev.cairn.index.reference;

import dev.cairn.index.extract.Language;
import dev.cairn.index.extract.ModuleRules;
import dev.cairn.index.language.Languages;
import java.util.Set;

/** Decides how certain it is that a use means a definition, by what is written in both files. */
final class Resolver {

    private static final Set<String> OWN = Set.of("this", "self", "super", "cls", "Self");

    private Resolver() {}

    static boolean mayUse(String language, String definedIn) {
        return language.equals(definedIn)
                || rules(language).family().equals(rules(definedIn).family());
    }

    static ModuleRules rules(String language) {
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
            Use use, DefinitionRow target, FileImports imports, boolean definedHere) {
        boolean sameFile = use.fileId() == target.fileId();
        if (use.ownObject() && isInside(use, target)) {
            return Certainty.EXACT;
        }
        if (definedHere && !sameFile) {
            return Certainty.NAME_ONLY;
        }
        boolean known = sameFile || imports.reach(target) || isNear(use, target);
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
            FileImports imports,
            DefinitionRow target) {
        if (!known) {
            return Certainty.NAME_ONLY;
        }
        if (receiver.isEmpty()) {
            return sameFile || imports.name(target) ? Certainty.EXACT : Certainty.IMPORT;
        }
        return imports.call(receiver) ? Certainty.IMPORT : Certainty.NAME_ONLY;
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
}
