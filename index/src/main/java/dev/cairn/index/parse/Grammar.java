package dev.cairn.index.parse;

import io.github.treesitter.jtreesitter.Language;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A tree-sitter grammar and the names of its symbols and fields. Grammars are loaded when first
 * needed and shared by all threads; tree-sitter never changes them.
 */
final class Grammar {

    private static final String ERROR = "ERROR";
    private static final Map<String, Grammar> LOADED = new ConcurrentHashMap<>();

    /** Has no symbols. */
    static final Grammar NONE = new Grammar();

    private final long address;
    private final String[] symbols;
    private final boolean[] named;
    private final String[] fields;

    private Grammar() {
        this.address = 0;
        this.symbols = new String[0];
        this.named = new boolean[0];
        this.fields = new String[] {""};
    }

    private Grammar(long address, Language language) {
        this.address = address;
        int symbolCount = language.getSymbolCount();
        this.symbols = new String[symbolCount];
        this.named = new boolean[symbolCount];
        for (int symbol = 0; symbol < symbolCount; symbol++) {
            String name = language.getSymbolName((short) symbol);
            symbols[symbol] = name == null ? "" : name.intern();
            named[symbol] = language.isNamed((short) symbol);
        }
        this.fields = new String[language.getFieldCount() + 1];
        fields[0] = "";
        for (int field = 1; field < fields.length; field++) {
            String name = language.getFieldNameForId((short) field);
            fields[field] = name == null ? "" : name.intern();
        }
    }

    /**
     * Returns the grammar with a name.
     *
     * @param name the name in the library's file name, such as {@code c-sharp}
     */
    static Grammar of(String name) {
        return LOADED.computeIfAbsent(name, Grammar::load);
    }

    /** Returns where the grammar is in memory. */
    long address() {
        return address;
    }

    /** Returns the type of a node with that symbol. */
    String type(short symbol) {
        int index = Short.toUnsignedInt(symbol);
        return index < symbols.length ? symbols[index] : ERROR;
    }

    boolean isNamed(short symbol) {
        int index = Short.toUnsignedInt(symbol);
        return index >= symbols.length || named[index];
    }

    /** Returns the name of a field; empty for 0, which is no field. */
    String field(short id) {
        return fields[Short.toUnsignedInt(id)];
    }

    @SuppressWarnings("restricted")
    private static Grammar load(String name) {
        SymbolLookup symbols = NativeLibraries.open("tree-sitter-" + name);
        String function = "tree_sitter_" + name.replace('-', '_');
        MethodHandle address =
                Linker.nativeLinker()
                        .downcallHandle(
                                symbols.findOrThrow(function),
                                FunctionDescriptor.of(ValueLayout.JAVA_LONG));
        try {
            return new Grammar((long) address.invokeExact(), Language.load(symbols, function));
        } catch (Throwable e) {
            throw new IllegalStateException("cannot load the grammar '" + name + "'", e);
        }
    }
}
