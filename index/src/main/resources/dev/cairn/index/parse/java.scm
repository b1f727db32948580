; What the index keeps of a Java file. Captures:
;   definition.KIND  a definition, with the node @name inside it
;   import.KIND      an import, with @module, @name and @alias as far as they are there
;   reference.KIND   a name that is used; "qualifier" counts as a type if it is written like one
;   scope            what the qualified names of the file begin with, inside its @scope.declaration
;   comment          a comment that may document the definition that follows it

(package_declaration [(scoped_identifier) (identifier)] @scope) @scope.declaration
[(block_comment) (line_comment)] @comment

(class_declaration name: (identifier) @name) @definition.class
(interface_declaration name: (identifier) @name) @definition.interface
(enum_declaration name: (identifier) @name) @definition.enum
(record_declaration name: (identifier) @name) @definition.record
(annotation_type_declaration name: (identifier) @name) @definition.annotation
(method_declaration name: (identifier) @name) @definition.method
(annotation_type_element_declaration name: (identifier) @name) @definition.method
(constructor_declaration name: (identifier) @name) @definition.constructor
(compact_constructor_declaration name: (identifier) @name) @definition.constructor
(enum_constant name: (identifier) @name) @definition.constant
(constant_declaration declarator: (variable_declarator name: (identifier) @name)) @definition.constant
(field_declaration declarator: (variable_declarator name: (identifier) @name)) @definition.field

(import_declaration (scoped_identifier scope: (_) @module name: (_) @name) .) @import.name
(import_declaration (identifier) @name .) @import.name
(import_declaration (_) @module (asterisk) @name) @import.wildcard

(method_invocation name: (identifier) @reference.call)
(method_invocation object: (identifier) @reference.qualifier)
(field_access object: (identifier) @reference.qualifier)
(method_reference (_) "::" (identifier) @reference.call)
(method_reference . (identifier) @reference.qualifier)
(marker_annotation name: (identifier) @reference.type)
(annotation name: (identifier) @reference.type)
(type_identifier) @reference.qualifier
