-- before everything ; CREATE TABLE no (a);
/* CREATE TABLE no (a); */ CREATE /* one */ TABLE -- two
  /* three ( */ notes /* four */ ( -- five )
  id /* six */ INTEGER -- seven
    PRIMARY /* eight */ KEY -- nine
    /* ten */ AUTOINCREMENT, -- eleven, with a comma
  title TEXT /* , a comma */ NOT /* not? */ NULL -- no?
    DEFAULT /* what */ 'untitled' /* really */ COLLATE /* c */ NOCASE,
  size INTEGER CHECK (/* in front */ size /* between */ > 0 -- at least one
  ) , /* ( */
  twice INTEGER GENERATED ALWAYS AS ( /* computed */ size * 2 -- twice
  ) /* s */ STORED,
  CONSTRAINT /* named */ title_size -- here
    CHECK (length(title) /* ( */ < 100),
  UNIQUE /* u */ ( title /* t */ , size -- s
  ) ON /* oc */ CONFLICT /* c */ IGNORE /* last */
) /* after */ STRICT -- very last
;
CREATE INDEX /* i */ by_title /* on */ ON notes /* ( */ ( /* first */ title /* second */ DESC -- down
  , lower( /* of */ title) ) WHERE /* only */ size > 1 -- the end
;
CREATE VIEW v -- a view
AS /* really */ SELECT id, /* star */ title -- the title
FROM notes;
CREATE TRIGGER t /* trigger */ AFTER /* a */ INSERT ON notes -- here
BEGIN -- body
  /* ; END; */ UPDATE notes SET size = 1 -- ; END;
  WHERE id = new.id; -- done
END /* of it */;
-- behind everything
