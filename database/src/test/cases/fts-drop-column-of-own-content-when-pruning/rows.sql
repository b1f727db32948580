INSERT INTO f VALUES ('one','x');
