// The Hive part of Athena's SQL: DDL and what asks about it. Keywords are not reserved, as a name may be one.
grammar HiveDdl;

options { caseInsensitive = true; }

statement
    : command SEMICOLON? EOF
    ;

command
    : CREATE EXTERNAL? TABLE ifNotExists? tableName
        LPAREN columnList RPAREN
        tableClause*                                                                    # createTable
    | CREATE (DATABASE | SCHEMA) ifNotExists? name databaseClause*                      # createDatabase
    | DROP TABLE ifExists? tableName                                                    # dropTable
    | DROP (DATABASE | SCHEMA) ifExists? name (RESTRICT | CASCADE)?                     # dropDatabase
    | SHOW (DATABASES | SCHEMAS) (LIKE? pattern=text)?                                  # showDatabases
    | SHOW TABLES ((IN | FROM) name)? pattern=text?                                     # showTables
    | SHOW COLUMNS (IN | FROM) tableName ((IN | FROM) name)?                            # showColumns
    | SHOW PARTITIONS tableName                                                         # showPartitions
    | SHOW TBLPROPERTIES tableName (LPAREN text RPAREN)?                                # showProperties
    | SHOW CREATE TABLE tableName                                                       # showCreateTable
    | (DESCRIBE | DESC) kind=(EXTENDED | FORMATTED)? tableName                          # describe
    | ALTER TABLE tableName SET TBLPROPERTIES properties                                # alterProperties
    | ALTER TABLE tableName SET LOCATION text                                           # alterLocation
    | ALTER TABLE tableName ADD COLUMNS LPAREN columnList RPAREN                        # alterAddColumns
    | ALTER TABLE tableName REPLACE COLUMNS LPAREN columnList RPAREN                    # alterReplaceColumns
    ;

tableClause
    : COMMENT text                                                                      # tableComment
    | PARTITIONED BY LPAREN columnList RPAREN                                           # partitionedBy
    | ROW FORMAT SERDE text (WITH SERDEPROPERTIES properties)?                          # rowFormatSerde
    | ROW FORMAT DELIMITED delimiter*                                                   # rowFormatDelimited
    | WITH SERDEPROPERTIES properties                                                   # serdeProperties
    | STORED AS INPUTFORMAT text OUTPUTFORMAT text                                      # storedAsFormats
    | STORED AS name                                                                    # storedAs
    | LOCATION text                                                                     # location
    | TBLPROPERTIES properties                                                          # tableProperties
    ;

delimiter
    : FIELDS TERMINATED BY text (ESCAPED BY text)?
    | (COLLECTION ITEMS | MAP KEYS | LINES) TERMINATED BY text
    | NULL DEFINED AS text
    ;

databaseClause
    : COMMENT text                                                                      # databaseComment
    | LOCATION text                                                                     # databaseLocation
    | WITH DBPROPERTIES properties                                                      # databaseProperties
    ;

ifNotExists : IF NOT EXISTS;
ifExists : IF EXISTS;

columnList : column (COMMA column)*;
column : name type (COMMENT text)?;

type
    : ARRAY LT type GT
    | MAP LT type COMMA type GT
    | STRUCT LT structField (COMMA structField)* GT
    | word (LPAREN NUMBER (COMMA NUMBER)? RPAREN)?
    ;
structField : name COLON type (COMMENT text)?;

properties : LPAREN property (COMMA property)* RPAREN;
property : key=text EQ value=text;

tableName : (name DOT)? name;

name : word | BACKQUOTED;
text : STRING;

word
    : IDENTIFIER | CREATE | EXTERNAL | TABLE | DATABASE | SCHEMA | DROP | SHOW | DATABASES | SCHEMAS | TABLES | COLUMNS
    | PARTITIONS | DESCRIBE | DESC | EXTENDED | FORMATTED | ALTER | SET | ADD | REPLACE | COMMENT | PARTITIONED | BY
    | ROW | FORMAT | SERDE | WITH | SERDEPROPERTIES | DELIMITED | STORED | AS | INPUTFORMAT | OUTPUTFORMAT | LOCATION
    | TBLPROPERTIES | DBPROPERTIES | FIELDS | TERMINATED | ESCAPED | COLLECTION | ITEMS | MAP | KEYS | LINES | NULL
    | DEFINED | IF | NOT | EXISTS | ARRAY | STRUCT | LIKE | IN | FROM | RESTRICT | CASCADE
    ;

ADD : 'ADD';
ALTER : 'ALTER';
ARRAY : 'ARRAY';
AS : 'AS';
BY : 'BY';
CASCADE : 'CASCADE';
COLLECTION : 'COLLECTION';
COLUMNS : 'COLUMNS';
COMMENT : 'COMMENT';
CREATE : 'CREATE';
DATABASE : 'DATABASE';
DATABASES : 'DATABASES';
DBPROPERTIES : 'DBPROPERTIES';
DEFINED : 'DEFINED';
DELIMITED : 'DELIMITED';
DESC : 'DESC';
DESCRIBE : 'DESCRIBE';
DROP : 'DROP';
ESCAPED : 'ESCAPED';
EXISTS : 'EXISTS';
EXTENDED : 'EXTENDED';
EXTERNAL : 'EXTERNAL';
FIELDS : 'FIELDS';
FORMAT : 'FORMAT';
FORMATTED : 'FORMATTED';
FROM : 'FROM';
IF : 'IF';
IN : 'IN';
INPUTFORMAT : 'INPUTFORMAT';
ITEMS : 'ITEMS';
KEYS : 'KEYS';
LIKE : 'LIKE';
LINES : 'LINES';
LOCATION : 'LOCATION';
MAP : 'MAP';
NOT : 'NOT';
NULL : 'NULL';
OUTPUTFORMAT : 'OUTPUTFORMAT';
PARTITIONED : 'PARTITIONED';
PARTITIONS : 'PARTITIONS';
REPLACE : 'REPLACE';
RESTRICT : 'RESTRICT';
ROW : 'ROW';
SCHEMA : 'SCHEMA';
SCHEMAS : 'SCHEMAS';
SERDE : 'SERDE';
SERDEPROPERTIES : 'SERDEPROPERTIES';
SET : 'SET';
SHOW : 'SHOW';
STORED : 'STORED';
STRUCT : 'STRUCT';
TABLE : 'TABLE';
TABLES : 'TABLES';
TBLPROPERTIES : 'TBLPROPERTIES';
TERMINATED : 'TERMINATED';
WITH : 'WITH';

LPAREN : '(';
RPAREN : ')';
COMMA : ',';
DOT : '.';
COLON : ':';
SEMICOLON : ';';
EQ : '=';
LT : '<';
GT : '>';

STRING
    : '\'' (~['\\] | '\\' . | '\'\'')* '\''
    | '"' (~["\\] | '\\' . | '""')* '"'
    ;
NUMBER : [0-9]+;
BACKQUOTED : '`' (~'`' | '``')* '`';
IDENTIFIER : [A-Z_0-9] [A-Z0-9_$@]*;

COMMENT_LINE : '--' ~[\r\n]* -> channel(HIDDEN);
COMMENT_BLOCK : '/*' .*? '*/' -> channel(HIDDEN);
SPACE : [ \t\r\n\u00a0\ufeff]+ -> channel(HIDDEN);
OTHER : .;
