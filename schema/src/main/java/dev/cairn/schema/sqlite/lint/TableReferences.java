package dev.cairn.schema.sqlite.lint;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.sqlite.text.SqlKeywords;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlToken.Kind;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the tables and views that a view or trigger reads or writes: the names behind FROM, JOIN,
 * INTO and UPDATE. Functions, common tables, SQLite's own tables and those of other databases are
 * left out.
 */
final class TableReferences {

    private static final Set<String> ENDS_OF_FROM =
            Set.of("where", "group", "order", "limit", "having", "window", "union", "except");

    private final List<SqlToken> tokens;
    private final Set<String> commonTables = new HashSet<>();
    private final Set<String> names = new LinkedHashSet<>();

    private TableReferences(List<SqlToken> tokens) {
        this.tokens = tokens;
    }

    /** Returns the names as spelled, in the order in which they first stand. */
    static Set<String> of(String sql) {
        TableReferences references = new TableReferences(SqlTokenizer.tokens(sql));
        references.findCommonTables();
        references.findNames();
        return references.names;
    }

    /** A common table is a name, perhaps with columns, then AS, perhaps a word, then a query. */
    private void findCommonTables() {
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.get(i).is("WITH") && !tokens.get(i).is(",")) {
                continue;
            }
            int name = at(i + 1).is("RECURSIVE") ? i + 2 : i + 1;
            int next = at(name + 1).is("(") ? behindParentheses(name + 1) : name + 1;
            if (at(name).isName() && at(next).is("AS")) {
                commonTables.add(Identifier.key(at(name).unquoted()));
            }
        }
    }

    private void findNames() {
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            boolean from = token.is("FROM") && !isDistinctFrom(i);
            if (from || token.is("JOIN")) {
                addList(i + 1);
            } else if (token.is("INTO") || isUpdate(i)) {
                add(behindConflict(i + 1));
            }
        }
    }

    /** IS DISTINCT FROM compares. */
    private boolean isDistinctFrom(int index) {
        return at(index - 1).is("DISTINCT") && (at(index - 2).is("IS") || at(index - 2).is("NOT"));
    }

    /** UPDATE begins a statement of a trigger; DO UPDATE and the event of a trigger do not. */
    private boolean isUpdate(int index) {
        SqlToken before = at(index - 1);
        return at(index).is("UPDATE") && (before.is("BEGIN") || before.is(";"));
    }

    private int behindConflict(int index) {
        return at(index).is("OR") ? index + 2 : index;
    }

    /** Adds the name here and those behind commas, up to the end of the FROM clause. */
    private void addList(int start) {
        add(start);
        int depth = 0;
        for (int i = start; i < tokens.size() && depth >= 0; i++) {
            SqlToken token = tokens.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            boolean ends =
                    token.kind() == Kind.WORD
                            && ENDS_OF_FROM.contains(Identifier.key(token.text()));
            if (depth == 0 && (ends || token.is(";"))) {
                return;
            }
            if (depth == 0 && token.is(",")) {
                add(i + 1);
            }
        }
    }

    private void add(int index) {
        name(index).filter(name -> !isKnown(name)).ifPresent(names::add);
    }

    private Optional<String> name(int index) {
        int last = index;
        if (at(index + 1).is(".")) {
            if (!at(index).is("main")) {
                return Optional.empty();
            }
            last = index + 2;
        }
        SqlToken token = at(last);
        boolean reserved = token.kind() == Kind.WORD && SqlKeywords.isReserved(token.text());
        return token.isName() && !reserved && !at(last + 1).is("(")
                ? Optional.of(token.unquoted())
                : Optional.empty();
    }

    private boolean isKnown(String name) {
        String key = Identifier.key(name);
        return commonTables.contains(key)
                || key.startsWith("sqlite_")
                || key.startsWith("pragma_")
                || names.stream().anyMatch(other -> Identifier.same(other, name));
    }

    private int behindParentheses(int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return tokens.size();
    }

    private SqlToken at(int index) {
        return index >= 0 && index < tokens.size()
                ? tokens.get(index)
                : new SqlToken(Kind.END, "", 0);
    }
}
