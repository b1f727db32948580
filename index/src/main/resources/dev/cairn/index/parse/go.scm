; What the index keeps of a Go file; the captures are those of java.scm, and
;   receiver         the type that a method belongs to

(package_clause (package_identifier) @scope) @scope.declaration
(comment) @comment

(type_spec name: (type_identifier) @name type: (struct_type)) @definition.struct
(type_spec name: (type_identifier) @name type: (interface_type)) @definition.interface
(type_spec name: (type_identifier) @name) @definition.type
(type_alias name: (type_identifier) @name) @definition.type
(function_declaration name: (identifier) @name) @definition.function
(method_declaration
  receiver: (parameter_list (parameter_declaration type: [
    (type_identifier) @receiver
    (pointer_type (type_identifier) @receiver)
    (generic_type type: (type_identifier) @receiver)
    (pointer_type (generic_type type: (type_identifier) @receiver))]))
  name: (field_identifier) @name) @definition.method
(method_elem name: (field_identifier) @name) @definition.method
(struct_type (field_declaration_list (field_declaration name: (field_identifier) @name) @definition.field))
(struct_type (field_declaration_list (field_declaration !name type: [
    (type_identifier) @name
    (qualified_type name: (type_identifier) @name)
    (generic_type type: (type_identifier) @name)]) @definition.field))
(source_file (const_declaration (const_spec name: (identifier) @name) @definition.constant))
(source_file (var_declaration (var_spec name: (identifier) @name) @definition.variable))
(source_file (var_declaration (var_spec_list (var_spec name: (identifier) @name) @definition.variable)))

(import_spec !name path: (_) @module) @import.module
(import_spec name: (package_identifier) @alias path: (_) @module) @import.module
(import_spec name: (dot) @name path: (_) @module) @import.wildcard
(import_spec name: (blank_identifier) path: (_) @module) @import.effect

(call_expression function: (identifier) @reference.call)
(call_expression function: (selector_expression field: (field_identifier) @reference.call))
(type_identifier) @reference.type
