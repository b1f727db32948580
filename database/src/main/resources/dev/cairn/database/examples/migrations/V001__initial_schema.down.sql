-- undo: the first design of the code index, with all rows
DROP TABLE symbols;
DROP TABLE imports;
DROP TABLE definitions;
DROP TABLE files;
