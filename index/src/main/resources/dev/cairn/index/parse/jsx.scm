; Elements of JSX; those that are no components are written small.

(jsx_opening_element name: (identifier) @reference.qualifier)
(jsx_opening_element name: (member_expression property: (property_identifier) @reference.qualifier))
(jsx_self_closing_element name: (identifier) @reference.qualifier)
(jsx_self_closing_element
  name: (member_expression property: (property_identifier) @reference.qualifier))
