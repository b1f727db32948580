package dev.cairn.index.parse;

import io.github.treesitter.jtreesitter.NativeLibraryLookup;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;

/** The place of tree-sitter's core, for jtreesitter; found by {@link java.util.ServiceLoader}. */
public final class TreeSitterLibrary implements NativeLibraryLookup {

    /** Made by the service loader. */
    public TreeSitterLibrary() {}

    @Override
    public SymbolLookup get(Arena arena) {
        // jtreesitter looks up malloc and free in the same place.
        return NativeLibraries.open("tree-sitter").or(Linker.nativeLinker().defaultLookup());
    }
}
