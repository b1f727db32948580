; What the index keeps of a Python file; the captures are those of java.scm, and
;   doc              a documentation string, of the definition with that @doc.owner or of the file

(module . (comment)* . (expression_statement . (string) @doc .))
(class_definition
  name: (identifier) @doc.owner
  body: (block . (expression_statement . (string) @doc .)))
(function_definition
  name: (identifier) @doc.owner
  body: (block . (expression_statement . (string) @doc .)))

(class_definition name: (identifier) @name) @definition.class
(class_definition
  body: (block (function_definition name: (identifier) @name) @definition.method))
(class_definition
  body: (block (decorated_definition
    definition: (function_definition name: (identifier) @name) @definition.method)))
(function_definition name: (identifier) @name) @definition.function
(type_alias_statement left: (type (identifier) @name)) @definition.type
(module (expression_statement (assignment left: (identifier) @name)) @definition.variable)
(class_definition
  body: (block (expression_statement (assignment left: (identifier) @name)) @definition.field))

(import_statement name: (dotted_name) @module) @import.module
(import_statement
  name: (aliased_import name: (dotted_name) @module alias: (identifier) @alias)) @import.module
(import_from_statement
  module_name: (_) @module name: (dotted_name) @name) @import.name
(import_from_statement
  module_name: (_) @module
  name: (aliased_import name: (dotted_name) @name alias: (identifier) @alias)) @import.name
(import_from_statement module_name: (_) @module (wildcard_import) @name) @import.wildcard
(future_import_statement name: (dotted_name) @name) @import.future

(call function: (identifier) @reference.call)
(call function: (attribute attribute: (identifier) @reference.call))
(decorator (identifier) @reference.call)
(decorator (attribute attribute: (identifier) @reference.call))
(class_definition superclasses: (argument_list (identifier) @reference.type))
(class_definition superclasses: (argument_list (attribute attribute: (identifier) @reference.type)))
(type (identifier) @reference.type)
(type (attribute attribute: (identifier) @reference.type))
(generic_type (identifier) @reference.type)
