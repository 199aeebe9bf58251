-- What a vault holds, kept up to date with every archive.
ALTER TABLE firn_vault ADD COLUMN archives bigint DEFAULT 0 NOT NULL;
ALTER TABLE firn_vault ADD COLUMN bytes bigint DEFAULT 0 NOT NULL;
ALTER TABLE firn_vault ADD COLUMN inventory_ms bigint;

-- The revision rises with every part. Idle uploads are found by the index.
ALTER TABLE firn_multipart_upload ADD COLUMN revision bigint DEFAULT 0 NOT NULL;
ALTER TABLE firn_multipart_upload ADD COLUMN active_ms bigint DEFAULT 0 NOT NULL;
UPDATE firn_multipart_upload SET active_ms = created_ms;
-- An older Firn that still runs must fail here, rather than add uploads that seem to be idle.
ALTER TABLE firn_multipart_upload ALTER COLUMN active_ms DROP DEFAULT;
CREATE INDEX firn_multipart_upload_activity ON firn_multipart_upload (active_ms);

-- The owner of a part is the upload that it came by, also when that has become an archive, or the
-- archive that was uploaded in one piece: so completing an upload moves no row.
CREATE TABLE firn_part (
  account    varchar(12)  ${bytewise} NOT NULL,
  vault      varchar(255) ${bytewise} NOT NULL,
  owner      varchar(138) ${bytewise} NOT NULL,
  first_byte bigint NOT NULL,
  last_byte  bigint NOT NULL,
  tree_hash  varchar(64)  ${bytewise} NOT NULL,
  content_id varchar(24)  ${bytewise} NOT NULL,
  PRIMARY KEY (account, vault, owner, first_byte)
);

-- The foreign key keeps a vault from being deleted while an archive is in it.
CREATE TABLE firn_archive (
  account     varchar(12)   ${bytewise} NOT NULL,
  vault       varchar(255)  ${bytewise} NOT NULL,
  archive_id  varchar(138)  ${bytewise} NOT NULL,
  owner       varchar(138)  ${bytewise} NOT NULL,
  description varchar(1024) ${bytewise} NOT NULL,
  size        bigint NOT NULL,
  tree_hash   varchar(64)   ${bytewise} NOT NULL,
  created_ms  bigint NOT NULL,
  PRIMARY KEY (account, vault, archive_id),
  FOREIGN KEY (account, vault) REFERENCES firn_vault (account, name)
);

CREATE TABLE firn_completion (
  account      varchar(12)  ${bytewise} NOT NULL,
  vault        varchar(255) ${bytewise} NOT NULL,
  upload_id    varchar(92)  ${bytewise} NOT NULL,
  archive_id   varchar(138) ${bytewise} NOT NULL,
  size         bigint NOT NULL,
  tree_hash    varchar(64)  ${bytewise} NOT NULL,
  completed_ms bigint NOT NULL,
  PRIMARY KEY (account, vault, upload_id)
);
CREATE INDEX firn_completion_date ON firn_completion (completed_ms);

-- incoming_ms is when an incoming content was last renewed; null once it is named; the least number
-- that there is once it is abandoned.
CREATE TABLE firn_content (
  content_id  varchar(24)  ${bytewise} NOT NULL,
  account     varchar(12)  ${bytewise} NOT NULL,
  vault       varchar(255) ${bytewise} NOT NULL,
  incoming_ms bigint,
  PRIMARY KEY (content_id)
);
CREATE INDEX firn_content_state ON firn_content (incoming_ms);

CREATE TABLE firn_chunk (
  content_id varchar(24)  ${bytewise} NOT NULL,
  chunk_no   int NOT NULL,
  account    varchar(12)  ${bytewise} NOT NULL,
  vault      varchar(255) ${bytewise} NOT NULL,
  bytes      ${chunk} NOT NULL,
  PRIMARY KEY (content_id, chunk_no),
  FOREIGN KEY (content_id) REFERENCES firn_content (content_id)
);
