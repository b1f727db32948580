package dev.cairn.database.postgres.schema;

import dev.cairn.database.engine.InternalTables;
import dev.cairn.schema.ObjectKind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The queries that read the catalogs. Each gives {@code class} and {@code oid} by which the server
 * records dependencies, {@code schema}, {@code table} and {@code name}, and a column for each
 * property, named as the property is.
 */
final class CatalogQueries {

    /** Separates the values of a property that has several. */
    private static final String SEPARATOR = "E'\\x1f'";

    private static final String MANAGED_SCHEMA =
            "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

    private static final String NOT_INTERNAL =
            InternalTables.NAMES.stream()
                    .map(name -> "'" + name + "'")
                    .collect(Collectors.joining(", ", "c.relname NOT IN (", ")"));

    private CatalogQueries() {}

    /**
     * A query.
     *
     * @param kind the kind of the objects; empty text in {@code sql} never occurs
     * @param sql the query
     */
    record Query(ObjectKind kind, String sql) {}

    static List<Query> all(int version) {
        return List.of(
                new Query(ObjectKind.NAMESPACE, namespaces()),
                new Query(ObjectKind.EXTENSION, extensions()),
                new Query(ObjectKind.TYPE, enums()),
                new Query(ObjectKind.TYPE, composites()),
                new Query(ObjectKind.TYPE, ranges()),
                new Query(ObjectKind.DOMAIN, domains()),
                new Query(ObjectKind.SEQUENCE, sequences()),
                new Query(ObjectKind.TABLE, tables()),
                new Query(ObjectKind.COLUMN, columns(version)),
                new Query(ObjectKind.PRIMARY_KEY, constraints("p")),
                new Query(ObjectKind.UNIQUE, constraints("u")),
                new Query(ObjectKind.CHECK, constraints("c")),
                new Query(ObjectKind.FOREIGN_KEY, constraints("f")),
                new Query(ObjectKind.EXCLUSION, constraints("x")),
                new Query(ObjectKind.INDEX, indexes()),
                new Query(ObjectKind.VIEW, views("v")),
                new Query(ObjectKind.MATERIALIZED_VIEW, views("m")),
                new Query(ObjectKind.FUNCTION, functions()),
                new Query(ObjectKind.TRIGGER, triggers()),
                new Query(ObjectKind.POLICY, policies()),
                new Query(ObjectKind.RULE, rules()),
                new Query(ObjectKind.EVENT_TRIGGER, eventTriggers()),
                new Query(ObjectKind.STATISTICS, statistics()));
    }

    // --- parts of queries ---

    private static String identity(
            String classOf, String oid, String schema, String table, String name) {
        return "SELECT '%s'::regclass::oid::int8 AS class, %s::int8 AS oid, %s AS schema, %s AS \"table\", %s AS name"
                .formatted(classOf, oid, schema, table, name);
    }

    /** Returns the name of something in quotes, whether it needs them or not. */
    private static String quoted(String name) {
        return "'\"' || replace(" + name + ", '\"', '\"\"') || '\"'";
    }

    private static String qualified(String schema, String name) {
        return quoted(schema) + " || '.' || " + quoted(name);
    }

    private static String comment(String classOf, String oid) {
        return ", (SELECT description FROM pg_description WHERE objoid = %s AND classoid = '%s'::regclass AND objsubid = 0) AS comment"
                .formatted(oid, classOf);
    }

    private static String owner(String owner) {
        return ", CASE WHEN pg_get_userbyid(%s) <> current_user THEN quote_ident(pg_get_userbyid(%s)) END AS owner"
                .formatted(owner, owner);
    }

    /**
     * Returns the privileges of everybody but the owner.
     *
     * @param usual the privilege that everybody has unless something else is said; empty for none
     */
    private static String grants(String acl, String owner, String usual) {
        String unset = usual.isEmpty() ? "NULL" : "'PUBLIC' || E'\\x1e" + usual + "\\x1ef'";
        return """
        , CASE WHEN %1$s IS NOT NULL THEN '' END AS grants_set
        , CASE WHEN %1$s IS NULL THEN %3$s ELSE (
            SELECT string_agg(grantee || E'\\x1e' || privilege || E'\\x1e' || grantable, %4$s
                    ORDER BY grantee, privilege)
            FROM (SELECT CASE WHEN a.grantee = 0 THEN 'PUBLIC'
                         ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS grantee,
                    a.privilege_type AS privilege,
                    CASE WHEN a.is_grantable THEN 't' ELSE 'f' END AS grantable
                  FROM aclexplode(%1$s) AS a WHERE a.grantee <> %2$s) AS g) END AS grants
        """
                .formatted(acl, owner, unset, SEPARATOR);
    }

    // --- objects that are no relations ---

    private static String namespaces() {
        return identity("pg_namespace", "n.oid", "''", "''", "n.nspname")
                + comment("pg_namespace", "n.oid")
                + owner("n.nspowner")
                + grants("n.nspacl", "n.nspowner", "")
                + " FROM pg_namespace n WHERE "
                + MANAGED_SCHEMA;
    }

    private static String extensions() {
        return identity("pg_extension", "e.oid", "''", "''", "e.extname")
                + ", quote_ident(n.nspname) AS extension_schema, e.extversion AS version"
                + " FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace"
                + " WHERE e.extname <> 'plpgsql'";
    }

    private static String type(String properties, String joins, String condition) {
        return identity("pg_type", "t.oid", "n.nspname", "''", "t.typname")
                + properties
                + comment("pg_type", "t.oid")
                + owner("t.typowner")
                + grants("t.typacl", "t.typowner", "USAGE")
                + " FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace "
                + joins
                + " WHERE "
                + condition
                + " AND "
                + MANAGED_SCHEMA;
    }

    private static String enums() {
        return type(
                ", 'enum' AS category, (SELECT string_agg(quote_literal(enumlabel), "
                        + SEPARATOR
                        + " ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid) AS"
                        + " labels",
                "",
                "t.typtype = 'e'");
    }

    private static String composites() {
        return type(
                ", 'composite' AS category, (SELECT string_agg("
                        + quoted("a.attname")
                        + " || ' ' || format_type(a.atttypid, a.atttypmod)"
                        + " || CASE WHEN a.attcollation <> 0 AND a.attcollation <> at.typcollation"
                        + " THEN ' COLLATE ' || a.attcollation::regcollation::text ELSE '' END, "
                        + SEPARATOR
                        + " ORDER BY a.attnum) FROM pg_attribute a JOIN pg_type at ON at.oid ="
                        + " a.atttypid WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT"
                        + " a.attisdropped) AS attributes",
                "JOIN pg_class r ON r.oid = t.typrelid AND r.relkind = 'c'",
                "t.typtype = 'c'");
    }

    private static String ranges() {
        return type(
                """
                , 'range' AS category, 'SUBTYPE = ' || format_type(g.rngsubtype, NULL)
                  || CASE WHEN o.opcdefault THEN '' ELSE ', SUBTYPE_OPCLASS = ' || quote_ident(s.nspname) || '.' || quote_ident(o.opcname) END
                  || CASE WHEN g.rngcollation <> 0 AND g.rngcollation <> b.typcollation
                       THEN ', COLLATION = ' || g.rngcollation::regcollation::text ELSE '' END
                  || CASE WHEN g.rngsubdiff <> 0 THEN ', SUBTYPE_DIFF = ' || g.rngsubdiff::regproc::text ELSE '' END
                  || CASE WHEN m.typname IS NOT NULL THEN ', MULTIRANGE_TYPE_NAME = '
                       || quote_ident(n.nspname) || '.' || quote_ident(m.typname) ELSE '' END AS definition
                """,
                """
                JOIN pg_range g ON g.rngtypid = t.oid
                JOIN pg_opclass o ON o.oid = g.rngsubopc JOIN pg_namespace s ON s.oid = o.opcnamespace
                JOIN pg_type b ON b.oid = g.rngsubtype
                LEFT JOIN pg_type m ON m.oid = g.rngmultitypid
                """,
                "t.typtype = 'r'");
    }

    private static String domains() {
        return type(
                """
                , format_type(t.typbasetype, t.typtypmod) AS type
                , CASE WHEN t.typcollation <> 0 AND t.typcollation <> b.typcollation
                    THEN t.typcollation::regcollation::text END AS collation
                , CASE WHEN t.typnotnull THEN '' END AS not_null
                , pg_get_expr(t.typdefaultbin, 0) AS "default"
                , (SELECT string_agg('CONSTRAINT ' || %s || ' ' || pg_get_constraintdef(k.oid), %s
                    ORDER BY k.conname) FROM pg_constraint k
                   WHERE k.contypid = t.oid AND k.contype = 'c') AS checks
                """
                        .formatted(quoted("k.conname"), SEPARATOR),
                "JOIN pg_type b ON b.oid = t.typbasetype",
                "t.typtype = 'd'");
    }

    private static String functions() {
        return identity(
                        "pg_proc",
                        "p.oid",
                        "n.nspname",
                        "''",
                        "p.proname || '(' || oidvectortypes(p.proargtypes) || ')'")
                + """
                , pg_get_functiondef(p.oid) AS definition
                , CASE WHEN p.prokind = 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END AS routine
                , %s || '(' || oidvectortypes(p.proargtypes) || ')' AS reference
                , p.prokind::text || ' ' || coalesce(pg_get_function_result(p.oid), '') || ' '
                  || coalesce(p.proargnames::text, '') || ' ' || coalesce(p.proargmodes::text, '')
                  || ' ' || p.pronargdefaults AS signature
                """
                        .formatted(qualified("n.nspname", "p.proname"))
                + comment("pg_proc", "p.oid")
                + owner("p.proowner")
                + grants("p.proacl", "p.proowner", "EXECUTE")
                + " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.prokind IN"
                + " ('f', 'p', 'w') AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid ="
                + " 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i') AND p.proname <> '"
                + PostgresInspector.APPEND_ONLY
                + "' AND "
                + MANAGED_SCHEMA;
    }

    private static String eventTriggers() {
        return identity("pg_event_trigger", "e.oid", "''", "''", "e.evtname")
                + """
                , 'CREATE EVENT TRIGGER ' || %s || ' ON ' || e.evtevent
                  || coalesce(' WHEN TAG IN (' || (SELECT string_agg(quote_literal(tag), ', ')
                       FROM unnest(e.evttags) AS tag) || ')', '')
                  || ' EXECUTE FUNCTION ' || e.evtfoid::regproc::text || '()' AS definition
                , CASE e.evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
                    WHEN 'A' THEN 'ENABLE ALWAYS' END AS enabled
                """
                        .formatted(quoted("e.evtname"))
                + comment("pg_event_trigger", "e.oid")
                + owner("e.evtowner")
                + " FROM pg_event_trigger e";
    }

    // --- relations ---

    private static String relation(String properties, String condition) {
        return identity("pg_class", "c.oid", "n.nspname", "''", "c.relname")
                + properties
                + comment("pg_class", "c.oid")
                + owner("c.relowner")
                + grants("c.relacl", "c.relowner", "")
                + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE "
                + condition
                + " AND "
                + MANAGED_SCHEMA
                + " AND "
                + NOT_INTERNAL;
    }

    private static String accessMethod() {
        return ", (SELECT quote_ident(amname) FROM pg_am WHERE oid = c.relam AND amname <> 'heap')"
                   + " AS access_method";
    }

    private static String options() {
        return ", array_to_string(c.reloptions || ARRAY(SELECT 'toast.' || o FROM pg_class x,"
                + " unnest(x.reloptions) AS o WHERE x.oid = c.reltoastrelid), "
                + SEPARATOR
                + ") AS options";
    }

    private static String tables() {
        String parents =
                "SELECT string_agg("
                        + qualified("pn.nspname", "pc.relname")
                        + ", "
                        + SEPARATOR
                        + " ORDER BY i.inhseqno) FROM pg_inherits i JOIN pg_class pc ON pc.oid ="
                        + " i.inhparent JOIN pg_namespace pn ON pn.oid = pc.relnamespace WHERE"
                        + " i.inhrelid = c.oid";
        return relation(
                """
                , CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED' END AS persistence
                , CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_key
                , CASE WHEN c.relispartition THEN (%1$s) END AS partition_of
                , pg_get_expr(c.relpartbound, c.oid) AS partition_bound
                , CASE WHEN NOT c.relispartition THEN (%1$s) END AS inherits
                , CASE WHEN c.relrowsecurity THEN '' END AS row_security
                , CASE WHEN c.relforcerowsecurity THEN '' END AS force_row_security
                , CASE c.relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING' WHEN 'i'
                    THEN 'USING INDEX ' || (SELECT %2$s FROM pg_index ri JOIN pg_class rc
                      ON rc.oid = ri.indexrelid WHERE ri.indrelid = c.oid AND ri.indisreplident)
                  END AS replica_identity
                , (SELECT string_agg(quote_ident(a.attname), %3$s ORDER BY k.place)
                    FROM pg_index pi, unnest(pi.indkey::int2[]) WITH ORDINALITY AS k(attnum, place)
                    JOIN pg_attribute a ON a.attnum = k.attnum
                    WHERE pi.indrelid = c.oid AND pi.indisprimary AND a.attrelid = c.oid
                      AND k.place <= pi.indnkeyatts) AS key_columns
                """
                                .formatted(parents, quoted("rc.relname"), SEPARATOR)
                        + accessMethod()
                        + options(),
                "c.relkind IN ('r', 'p')");
    }

    private static String sequenceOptions(String type) {
        return type
                + "'INCREMENT BY ' || q.seqincrement || ' MINVALUE ' || q.seqmin || ' MAXVALUE ' ||"
                + " q.seqmax || ' START WITH ' || q.seqstart || ' CACHE ' || q.seqcache || CASE"
                + " WHEN q.seqcycle THEN ' CYCLE' ELSE ' NO CYCLE' END";
    }

    private static String sequences() {
        return relation(
                ", (SELECT "
                        + sequenceOptions("'AS ' || format_type(q.seqtypid, NULL) || ' ' || ")
                        + " FROM pg_sequence q WHERE q.seqrelid = c.oid) AS sequence_options"
                        + ", CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED' END AS persistence"
                        + ", (SELECT "
                        + qualified("tn.nspname", "tc.relname")
                        + " || '.' || "
                        + quoted("a.attname")
                        + " FROM pg_depend d JOIN pg_class tc ON tc.oid = d.refobjid"
                        + " JOIN pg_namespace tn ON tn.oid = tc.relnamespace"
                        + " JOIN pg_attribute a ON a.attrelid = tc.oid AND a.attnum = d.refobjsubid"
                        + " WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid"
                        + " AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0"
                        + " AND d.deptype = 'a') AS owned_by",
                "c.relkind = 'S' AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid ="
                        + " 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'i')");
    }

    private static String columns(int version) {
        return identity("pg_class", "c.oid", "n.nspname", "c.relname", "a.attname")
                + ", a.attnum::int8 AS sub"
                + """
                , format_type(a.atttypid, a.atttypmod) AS type
                , CASE WHEN a.attcollation <> 0 AND a.attcollation <> t.typcollation
                    THEN a.attcollation::regcollation::text END AS collation
                , CASE WHEN a.attnotnull THEN '' END AS not_null
                , CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END AS "default"
                , CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END AS generated
                , CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END AS identity
                , CASE WHEN a.attidentity <> '' THEN (SELECT %s FROM pg_depend sd
                    JOIN pg_sequence q ON q.seqrelid = sd.objid
                    WHERE sd.refclassid = 'pg_class'::regclass AND sd.refobjid = a.attrelid
                    AND sd.refobjsubid = a.attnum AND sd.deptype = 'i') END AS sequence_options
                , CASE WHEN a.attstorage <> t.typstorage THEN CASE a.attstorage WHEN 'p' THEN 'PLAIN'
                    WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END AS storage
                , %s AS compression
                , CASE WHEN a.attstattarget >= 0 THEN a.attstattarget::text END AS statistics_target
                , CASE WHEN a.attinhcount > 0 THEN '' END AS inherited
                , a.attnum::text AS position
                , o.description AS comment
                """
                        .formatted(
                                sequenceOptions(""),
                                version >= 14
                                        ? "CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN"
                                              + " 'lz4' END"
                                        : "NULL")
                + grants("a.attacl", "c.relowner", "")
                + " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n"
                + " ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN"
                + " pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum LEFT JOIN"
                + " pg_description o ON o.objoid = a.attrelid AND o.objsubid = a.attnum AND"
                + " o.classoid = 'pg_class'::regclass WHERE a.attnum > 0 AND NOT a.attisdropped AND"
                + " c.relkind IN ('r', 'p') AND "
                + MANAGED_SCHEMA
                + " AND "
                + NOT_INTERNAL;
    }

    private static String columnNames(String keys, String relation) {
        return "(SELECT string_agg(quote_ident(a.attname), "
                + SEPARATOR
                + " ORDER BY x.place) FROM unnest("
                + keys
                + ") WITH ORDINALITY AS x(attnum, place) JOIN pg_attribute a ON a.attrelid = "
                + relation
                + " AND a.attnum = x.attnum)";
    }

    private static String withoutName(String index, String unique, String name) {
        return """
        CASE WHEN %2$s THEN 'UNIQUE ' ELSE '' END || 'INDEX ON ' || regexp_replace(
          substr(pg_get_indexdef(%1$s), length('CREATE ' || CASE WHEN %2$s THEN 'UNIQUE ' ELSE '' END
            || 'INDEX ' || quote_ident(%3$s) || ' ON ') + 1), '^ONLY ', '')
        """
                .formatted(index, unique, name);
    }

    private static String constraints(String type) {
        return identity("pg_constraint", "k.oid", "n.nspname", "c.relname", "k.conname")
                + ", regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', '') AS definition"
                + ", CASE WHEN NOT k.convalidated THEN '' END AS not_valid, "
                + columnNames("k.conkey", "k.conrelid")
                + " AS columns"
                + (type.equals("f")
                        ? ", "
                                + columnNames("k.confkey", "k.confrelid")
                                + " AS referenced_columns, (SELECT "
                                + qualified("rn.nspname", "rc.relname")
                                + " FROM pg_class rc JOIN pg_namespace rn ON rn.oid ="
                                + " rc.relnamespace WHERE rc.oid = k.confrelid) AS reference"
                        : "")
                + (type.equals("p") || type.equals("u")
                        ? ", (SELECT "
                                + withoutName("ic.oid", "true", "ic.relname")
                                + " FROM pg_class ic WHERE ic.oid = k.conindid) AS index_definition"
                        : "")
                + comment("pg_constraint", "k.oid")
                + " FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE k.contype = '"
                + type
                + "' AND k.conparentid = 0 AND (k.conislocal OR k.coninhcount = 0)"
                + " AND c.relkind IN ('r', 'p') AND "
                + MANAGED_SCHEMA
                + " AND "
                + NOT_INTERNAL;
    }

    private static String indexes() {
        return identity("pg_class", "ic.oid", "n.nspname", "''", "ic.relname")
                + ", c.relname AS table_of, "
                + withoutName("ic.oid", "i.indisunique", "ic.relname")
                + " AS definition"
                + """
                , CASE WHEN i.indisunique THEN '' END AS "unique"
                , CASE WHEN NOT i.indisvalid THEN '' END AS invalid
                , pg_get_expr(i.indpred, i.indrelid) AS predicate
                , (SELECT string_agg(pg_get_indexdef(ic.oid, k, true), %s ORDER BY k)
                    FROM generate_series(1, i.indnkeyatts) AS k) AS columns
                """
                        .formatted(SEPARATOR)
                + comment("pg_class", "ic.oid")
                + " FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid JOIN pg_class c ON"
                + " c.oid = i.indrelid JOIN pg_namespace n ON n.oid = ic.relnamespace WHERE NOT"
                + " ic.relispartition AND c.relkind IN ('r', 'p', 'm') AND NOT EXISTS (SELECT FROM"
                + " pg_constraint k WHERE k.conindid = ic.oid AND k.contype IN ('p', 'u', 'x')) AND"
                + " "
                + MANAGED_SCHEMA
                + " AND "
                + NOT_INTERNAL;
    }

    private static String views(String kind) {
        return relation(
                ", rtrim(pg_get_viewdef(c.oid), ';') AS definition"
                        + ", (SELECT string_agg("
                        + quoted("a.attname")
                        + " || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN"
                        + " a.attcollation <> 0 THEN ' ' || a.attcollation::regcollation::text ELSE"
                        + " '' END, "
                        + SEPARATOR
                        + " ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid"
                        + " AND a.attnum > 0 AND NOT a.attisdropped) AS columns"
                        + (kind.equals("m")
                                ? ", CASE WHEN c.relispopulated THEN '' END AS populated"
                                        + accessMethod()
                                : "")
                        + options(),
                "c.relkind = '" + kind + "'");
    }

    private static String onRelation(
            String classOf, String alias, String name, String properties, String condition) {
        return identity(classOf, alias + ".oid", "n.nspname", "c.relname", name)
                + properties
                + comment(classOf, alias + ".oid")
                + " FROM "
                + classOf
                + " "
                + alias
                + " JOIN pg_class c ON c.oid = "
                + condition
                + " AND "
                + NOT_INTERNAL
                + " AND "
                + MANAGED_SCHEMA;
    }

    private static final String ENABLED =
            ", CASE %s WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'A' THEN 'ENABLE"
                + " ALWAYS' END AS enabled";

    private static final String NAMESPACE = " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ";

    private static String triggers() {
        return onRelation(
                "pg_trigger",
                "g",
                "g.tgname",
                ", pg_get_triggerdef(g.oid) AS definition" + ENABLED.formatted("g.tgenabled"),
                "g.tgrelid" + NAMESPACE + "NOT g.tgisinternal AND g.tgparentid = 0");
    }

    private static String policies() {
        return onRelation(
                "pg_policy",
                "p",
                "p.polname",
                """
                , 'CREATE POLICY ' || %s || ' ON ' || %s
                  || CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END
                  || ' FOR ' || CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT'
                       WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END
                  || ' TO ' || (SELECT string_agg(CASE WHEN r = 0 THEN 'PUBLIC'
                       ELSE quote_ident(pg_get_userbyid(r)) END, ', ') FROM unnest(p.polroles) AS r)
                  || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
                  || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '') AS definition
                """
                        .formatted(quoted("p.polname"), qualified("n.nspname", "c.relname")),
                "p.polrelid" + NAMESPACE + "true");
    }

    private static String rules() {
        return onRelation(
                "pg_rewrite",
                "r",
                "r.rulename",
                ", rtrim(pg_get_ruledef(r.oid), ';') AS definition"
                        + ENABLED.formatted("r.ev_enabled"),
                "r.ev_class" + NAMESPACE + "r.rulename <> '_RETURN'");
    }

    private static String statistics() {
        return identity("pg_statistic_ext", "s.oid", "n.nspname", "''", "s.stxname")
                + ", pg_get_statisticsobjdef(s.oid) AS definition, CASE WHEN s.stxstattarget >= 0"
                + " THEN s.stxstattarget::text END AS statistics_target"
                + comment("pg_statistic_ext", "s.oid")
                + owner("s.stxowner")
                + " FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace"
                + " JOIN pg_class c ON c.oid = s.stxrelid WHERE "
                + MANAGED_SCHEMA
                + " AND "
                + NOT_INTERNAL;
    }

    /** Returns the query for what is read and not managed: class, id, kind and name. */
    static String unmanaged() {
        List<String> parts =
                List.of(
                        unmanaged(
                                "pg_proc",
                                "aggregate",
                                "p.oid::regprocedure::text",
                                "prokind = 'a'"),
                        unmanaged(
                                "pg_class",
                                "foreign table",
                                "p.oid::regclass::text",
                                "relkind = 'f'"),
                        unmanaged("pg_foreign_server", "foreign server", "srvname", "true"),
                        unmanaged(
                                "pg_foreign_data_wrapper",
                                "foreign data wrapper",
                                "fdwname",
                                "true"),
                        unmanaged("pg_publication", "publication", "pubname", "true"),
                        unmanaged(
                                "pg_cast",
                                "cast",
                                "format_type(castsource, NULL) || ' to ' || format_type(casttarget,"
                                    + " NULL)",
                                "NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid ="
                                    + " 'pg_cast'::regclass AND d.objid = p.oid AND d.deptype ="
                                    + " 'i')"),
                        unmanaged("pg_operator", "operator", "p.oid::regoperator::text", "true"),
                        unmanaged("pg_opclass", "operator class", "opcname", "true"),
                        unmanaged(
                                "pg_opfamily",
                                "operator family",
                                "opfname",
                                "NOT EXISTS (SELECT FROM pg_opclass o WHERE o.opcfamily = p.oid AND"
                                    + " o.opcname = p.opfname)"),
                        unmanaged("pg_collation", "collation", "p.oid::regcollation::text", "true"),
                        unmanaged("pg_conversion", "conversion", "conname", "true"),
                        unmanaged(
                                "pg_ts_config",
                                "text search configuration",
                                "p.oid::regconfig::text",
                                "true"),
                        unmanaged(
                                "pg_ts_dict",
                                "text search dictionary",
                                "p.oid::regdictionary::text",
                                "true"),
                        unmanaged("pg_ts_parser", "text search parser", "prsname", "true"),
                        unmanaged("pg_ts_template", "text search template", "tmplname", "true"),
                        unmanaged("pg_language", "language", "lanname", "true"),
                        unmanaged("pg_am", "access method", "amname", "true"),
                        unmanaged(
                                "pg_transform", "transform", "format_type(trftype, NULL)", "true"),
                        unmanaged(
                                "pg_default_acl",
                                "default privileges",
                                "coalesce(defaclnamespace::regnamespace::text, 'all schemas') || '"
                                    + " ' || defaclobjtype::text",
                                "true"),
                        unmanaged(
                                "pg_type",
                                "base type",
                                "p.oid::regtype::text",
                                "typtype = 'b' AND typelem = 0"));
        return String.join(" UNION ALL ", parts) + " ORDER BY 3, 4";
    }

    /** An object with a lower id came with the server. */
    private static String unmanaged(String classOf, String kind, String name, String condition) {
        return "SELECT '%s'::regclass::oid::int8 AS class, p.oid::int8 AS oid, '%s' AS kind, %s AS name FROM %s p WHERE p.oid >= 16384 AND %s"
                .formatted(classOf, kind, name, classOf, condition);
    }

    /** Returns the query for the dependencies between objects. */
    static String dependencies() {
        return "SELECT classid::int8, objid::int8, objsubid::int8, refclassid::int8,"
                   + " refobjid::int8, refobjsubid::int8, deptype::text FROM pg_depend WHERE"
                   + " deptype IN ('n', 'a', 'i', 'e', 'P', 'S') AND (objid >= 16384 OR refobjid >="
                   + " 16384)";
    }

    /**
     * Returns the query for objects that stand for others: the default of a column, the rule of a
     * view, the index of a constraint, the type of a table, the sequence of an identity column.
     */
    static String aliases() {
        return """
        SELECT 'pg_attrdef'::regclass::oid::int8, oid::int8, 'pg_class'::regclass::oid::int8, adrelid::int8, adnum::int8 FROM pg_attrdef
        UNION ALL SELECT 'pg_rewrite'::regclass::oid::int8, oid::int8, 'pg_class'::regclass::oid::int8, ev_class::int8, 0
          FROM pg_rewrite WHERE rulename = '_RETURN' AND oid >= 16384
        UNION ALL SELECT 'pg_class'::regclass::oid::int8, conindid::int8, 'pg_constraint'::regclass::oid::int8, oid::int8, 0
          FROM pg_constraint WHERE contype IN ('p', 'u', 'x')
        UNION ALL SELECT 'pg_constraint'::regclass::oid::int8, oid::int8, 'pg_type'::regclass::oid::int8, contypid::int8, 0
          FROM pg_constraint WHERE contypid <> 0
        UNION ALL SELECT 'pg_type'::regclass::oid::int8, t.oid::int8, 'pg_class'::regclass::oid::int8, c.oid::int8, 0
          FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid WHERE c.relkind <> 'c' AND t.oid >= 16384
        UNION ALL SELECT 'pg_class'::regclass::oid::int8, c.oid::int8, 'pg_type'::regclass::oid::int8, c.reltype::int8, 0
          FROM pg_class c WHERE c.relkind = 'c'
        UNION ALL SELECT 'pg_type'::regclass::oid::int8, typarray::int8, 'pg_type'::regclass::oid::int8, oid::int8, 0
          FROM pg_type WHERE typarray <> 0 AND oid >= 16384
        UNION ALL SELECT 'pg_type'::regclass::oid::int8, rngmultitypid::int8, 'pg_type'::regclass::oid::int8, rngtypid::int8, 0
          FROM pg_range WHERE rngtypid >= 16384
        UNION ALL SELECT 'pg_class'::regclass::oid::int8, d.objid::int8, 'pg_class'::regclass::oid::int8, d.refobjid::int8, d.refobjsubid::int8
          FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
          WHERE d.classid = 'pg_class'::regclass AND d.deptype = 'i'
        """;
    }

    /** Returns the property that a column of a query gives. */
    static String propertyOf(String column) {
        return column.equals("table_of") ? "TABLE" : column.toUpperCase(Locale.ROOT);
    }
}
