; What the index keeps of a JavaScript, TypeScript or TSX file; the captures are those of java.scm, and
;   exported         a name that the file exports apart from its definition; by an assignment only
;                    if that is one to @exports
;   require          the function that is called to import

(comment) @comment

(function_declaration name: (identifier) @name) @definition.function
(generator_function_declaration name: (identifier) @name) @definition.function
((method_definition name: (property_identifier) @name) @definition.constructor
  (#eq? @name "constructor"))
(method_definition
  name: [(property_identifier) (private_property_identifier) (string) (number)] @name) @definition.method
(variable_declarator
  name: (identifier) @name
  value: [(arrow_function) (function_expression) (generator_function)]) @definition.function
(variable_declarator name: (identifier) @name value: (class)) @definition.class
(assignment_expression
  left: (member_expression property: (property_identifier) @name)
  right: [(arrow_function) (function_expression) (generator_function)]) @definition.function
(pair
  key: (property_identifier) @name
  value: [(arrow_function) (function_expression)]) @definition.method
(program (lexical_declaration (variable_declarator name: (identifier) @name) @definition.variable))
(program (variable_declaration (variable_declarator name: (identifier) @name) @definition.variable))
(program (export_statement
  declaration: (lexical_declaration (variable_declarator name: (identifier) @name) @definition.variable)))
(export_statement value: [(function_expression) (arrow_function)]) @definition.default-function
(export_statement value: (class)) @definition.default-class

(export_specifier name: (identifier) @exported)
(export_statement value: (identifier) @exported)
(assignment_expression
  left: (member_expression) @exports
  right: [(identifier) @exported (object (shorthand_property_identifier) @exported)])

(import_statement
  (import_clause (identifier) @alias) source: (string) @module) @import.default
(import_statement
  (import_clause (namespace_import (identifier) @alias)) source: (string) @module) @import.namespace
(import_statement
  (import_clause (named_imports (import_specifier name: (_) @name !alias))) source: (string) @module) @import.name
(import_statement
  (import_clause (named_imports (import_specifier name: (_) @name alias: (_) @alias)))
  source: (string) @module) @import.name
(import_statement . source: (string) @module) @import.effect
(export_statement
  (export_clause (export_specifier name: (_) @name !alias)) source: (string) @module) @import.export
(export_statement
  (export_clause (export_specifier name: (_) @name alias: (_) @alias)) source: (string) @module) @import.export
(export_statement "*" @name source: (string) @module) @import.export
(variable_declarator
  name: (identifier) @alias
  value: (call_expression
    function: (identifier) @require arguments: (arguments . (string) @module .))) @import.require
(variable_declarator
  name: (object_pattern [
    (shorthand_property_identifier_pattern) @name
    (pair_pattern key: (property_identifier) @name value: (identifier) @alias)])
  value: (call_expression
    function: (identifier) @require arguments: (arguments . (string) @module .))) @import.require
(call_expression function: (import) arguments: (arguments . (string) @module)) @import.dynamic

(call_expression function: (identifier) @reference.call)
(call_expression function: (member_expression property: (property_identifier) @reference.call))
(new_expression constructor: (identifier) @reference.type)
(new_expression constructor: (member_expression property: (property_identifier) @reference.type))
